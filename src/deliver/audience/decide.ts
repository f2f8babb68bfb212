import { addDuration, parseDuration } from '../../base/duration.ts';
import { hashBucket } from '../../base/hash-bucket.ts';
import type { NewDelivery, SkipReason } from '../../model/delivery.ts';
import { type Contact, fitsAt, type LoadRules } from '../../model/limits.ts';
import type { PersonFacts } from '../../model/person.ts';
import type { CampaignFile } from '../../model/workspace.ts';
import { assignArm } from './assign-arm.ts';
import { deliveryKey } from './delivery-key.ts';

export interface DecideContext {
  readonly id: string;
  readonly campaign: CampaignFile;
  readonly run: string;
  /** The campaign's clock. */
  readonly now: Date;
  readonly globalHoldout: { readonly percent: number; readonly salt: string } | undefined;
  readonly accepts: (address: string) => boolean;
  readonly hashAddress: (address: string) => string;
  /** The latest contact of the person, or of anybody at the same address, by this campaign in another run. */
  readonly lastContact: string | undefined;
  /** The arm that the person already has. */
  readonly arm: string | undefined;
  /** Who gets this run's message at the same address. */
  readonly addressOwner: string | undefined;
  /** Undefined where limits are not asked. */
  readonly load?: LoadRules | undefined;
  /** What the person has had as far as limits count it. */
  readonly contacts?: readonly Contact[] | undefined;
  /** (Hashed) addresses where somebody has withdrawn: nobody gets advertising there. */
  readonly withdrawn: ReadonlySet<string>;
}

/** What happens to one person of the audience, and why. The holdout is drawn from those who could be reached, so that arms compare. */
export function decide(facts: PersonFacts, context: DecideContext): NewDelivery {
  const message = context.campaign.messages[0];
  const base = {
    person: facts.id,
    key: deliveryKey({
      run: context.run,
      person: facts.id,
      message: message?.id ?? '',
      channel: message?.channel ?? '',
    }),
    addressHash: facts.address === undefined ? undefined : context.hashAddress(facts.address),
  };
  const reason = skipReason(facts, context);
  if (reason !== undefined) return { ...base, addressHash: undefined, status: 'skipped', reason, arm: undefined };
  const arm = context.arm ?? assignArm(context, facts.id);
  if (arm === 'holdout') return { ...base, status: 'held_out', reason: undefined, arm };
  return { ...base, status: 'queued', reason: undefined, arm };
}

function skipReason(facts: PersonFacts, context: DecideContext): SkipReason | undefined {
  const { campaign, globalHoldout } = context;
  if (
    globalHoldout &&
    campaign.purpose !== 'transactional' &&
    hashBucket('global', globalHoldout.salt, facts.id) < globalHoldout.percent / 100
  ) {
    return 'global_holdout';
  }
  if (context.lastContact !== undefined && !mayAgain(campaign, context.lastContact, context.now))
    return 'already_reached';
  const unreachable = whyUnreachable(facts, context);
  if (unreachable !== undefined) return unreachable;
  if (context.addressOwner !== undefined && context.addressOwner !== facts.id) return 'shared_address';
  return context.load?.whenCapped === 'drop' && isCapped(context) ? 'capped' : undefined;
}

/** Whether the person has had as many messages as the limits allow. */
export const isCapped = ({ load, contacts = [], now }: Pick<DecideContext, 'load' | 'contacts' | 'now'>): boolean =>
  load !== undefined && fitsAt(load.message, contacts, { limits: load.limits, now }) !== undefined;

/** What can change between the decision and the call, and is asked again at the last moment. */
export function whyUnreachable(
  facts: PersonFacts,
  {
    campaign,
    accepts,
    hashAddress,
    withdrawn,
  }: Pick<DecideContext, 'campaign' | 'accepts' | 'hashAddress' | 'withdrawn'>,
): SkipReason | undefined {
  if (facts.address === undefined) return 'no_address';
  if (!accepts(facts.address)) return 'invalid_address';
  if (campaign.purpose !== 'advertising') return undefined;
  if (facts.consent !== true) return 'no_consent';
  return withdrawn.size > 0 && withdrawn.has(hashAddress(facts.address)) ? 'address_withdrawn' : undefined;
}

function mayAgain({ trigger }: CampaignFile, lastContact: string, now: Date): boolean {
  const again = trigger.again ?? 'never';
  if (again === 'never') return false;
  if (again === 'every') return true;
  const pause = parseDuration(again.after);
  return pause !== undefined && addDuration(new Date(lastContact), pause) <= now;
}
