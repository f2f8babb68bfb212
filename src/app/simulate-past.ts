import { addDuration, parseDuration } from '../base/duration.ts';
import type { OpenLedger } from '../ledger/index.ts';
import { loadRules, priorityOf } from '../model/limits.ts';
import type { PastMessage } from '../model/ports.ts';
import type { Workspace } from '../model/workspace.ts';
import { type LoadCampaign, personLoad, type Simulation, simulating } from '../plan/load/index.ts';

interface Past {
  readonly workspace: Workspace;
  readonly asOf: Date;
  readonly days: number;
}

/** People a page: what one page had is in memory. */
const page = 5_000;

/** What was sent in the last days, replayed under the limits that the files have now: what they would have kept back. */
export async function simulatePast(ledger: OpenLedger, { workspace, asOf, days }: Past): Promise<Simulation> {
  const simulation = simulating(workspace.config.value.timezone);
  const [from, until] = [addDuration(asOf, { amount: days, unit: 'd' }, -1).toISOString(), asOf.toISOString()];
  const rulesOf = ruleBook(workspace);
  let after = '';
  for (;;) {
    const rows = await ledger.pastMessages({ from, until, after, limit: page });
    const last = rows.at(-1);
    if (!last) return simulation.result([]);
    for (const messages of byPerson(rows)) simulation.add(personLoad(campaignsOf(messages, rulesOf), asOf), 1);
    after = last.person;
  }
}

function* byPerson(rows: readonly PastMessage[]): Generator<readonly PastMessage[]> {
  let own: PastMessage[] = [];
  for (const row of rows) {
    if (own[0] && own[0].person !== row.person) {
      yield own;
      own = [];
    }
    own.push(row);
  }
  if (own.length > 0) yield own;
}

type Rules = Pick<LoadCampaign, 'limits' | 'priority' | 'whenCapped' | 'expires'>;

/** How limits bear on a campaign as the files have it; on one that is gone, as on any. */
function ruleBook({ config, campaigns }: Workspace): (campaign: string) => Rules {
  const { limits = [] } = config.value;
  const known = new Map<string, Rules>();
  return (id) => {
    const found = known.get(id);
    if (found) return found;
    const campaign = campaigns.get(id)?.value;
    const rules = campaign && loadRules({ campaign, limits, campaigns: [] });
    const expires = campaign?.messages[0]?.expires;
    const made: Rules = {
      limits: rules?.limits ?? limits,
      priority: campaign ? priorityOf(campaign) : 0,
      whenCapped: rules?.whenCapped ?? 'hold',
      expires: expires === undefined ? undefined : parseDuration(expires),
    };
    known.set(id, made);
    return made;
  };
}

/** Each message by itself, with the tags that it was sent with. */
const campaignsOf = (messages: readonly PastMessage[], rulesOf: (campaign: string) => Rules): LoadCampaign[] =>
  messages.map(({ campaign, channel, tags, at }) => ({
    address: `campaign.${campaign}`,
    slots: [new Date(at)],
    message: { channel, tags },
    again: 'every',
    ...rulesOf(campaign),
  }));
