import { bucketPrefix, type Purpose } from '../base/hash-bucket.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { GetsRequest, People } from '../model/program.ts';
import { addressOf } from './address-of.ts';
import { compileCondition } from './condition.ts';
import { messageCondition } from './conditions/message-condition.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, sql } from './fragment.ts';
import { personId } from './id-column.ts';

/** Who of an audience gets a campaign's message: can be reached, is in the rollout, is not held out, and has not had it before. */
export function getsMessage(
  context: Context,
  audience: People,
  { id, campaign, holdout, contacted }: GetsRequest,
): Fragment {
  const { purpose, topic, experiment, rollout } = campaign;
  const medium = mediumOf(campaign);
  const salt = campaignSalt(id, campaign);
  const under = (why: Purpose, key: string, percent: number): Fragment =>
    sql`${context.dialect.bucket(bucketPrefix(why, key), personId(context))} < ${bind(percent / 100)}`;
  const tests: Fragment[] = [audience];
  // Consent is asked for advertising only, as a send does.
  if (purpose === 'advertising')
    tests.push(compileCondition(context, { reachable: { medium, ...(topic === undefined ? {} : { topic }) } }));
  else tests.push(sql`(trim(${addressOf(context, medium)}) <> '')`);
  if (rollout && rollout.percent < 100) tests.push(under('rollout', salt, rollout.percent));
  if (experiment?.holdout) tests.push(sql`not ${under('holdout', salt, experiment.holdout)}`);
  if (holdout && purpose !== 'transactional') tests.push(sql`not ${under('global', holdout.salt, holdout.percent)}`);
  if (contacted) tests.push(...hadBefore(context, { id, campaign }).map((had) => sql`not (${had})`));
  return sql`(${join(tests, ' and ')})`;
}

/** Whom the campaign wrote to, as far as that keeps it from writing again. */
function hadBefore(context: Context, { id, campaign }: Pick<GetsRequest, 'id' | 'campaign'>): Fragment[] {
  const again = campaign.trigger.again ?? 'never';
  if (again === 'every') return [];
  return [messageCondition(context, { message: id, ...(again === 'never' ? {} : { within: again.after }) })];
}
