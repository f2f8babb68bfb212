import { stringify } from 'yaml';
import type { StoreMapping } from '../model/workspace.ts';

export interface NewWorkspace {
  readonly id: string;
  readonly timezone: string;
}

/** Where nobody names another one. */
export const newWorkspaceZone = 'Asia/Seoul';

/** A complete small crm.yaml, with comments that say what to do next. */
export const newWorkspace = (
  store: StoreMapping,
  { id, timezone }: NewWorkspace,
): string => `# Where the people are, how they can be reached, what counts.
${stringify({ workspace: workspaceName(id) }).trimEnd()}
${`timezone: ${timezone}`.padEnd(29)} # of schedules, and of people without one
locale: ko                    # of people without one

# Written by crm store import.
${renderStore(store)}
# What was applied, sent and measured.
ledger:
  url: sqlite:.crm/ledger.db

# file: messages are written to outbox/in_app.ndjson, nothing leaves this machine.
channels:
  in_app: { provider: file }

# The team's own stages, in order.
lifecycle:
  stages: [acquisition, activation, revenue, retention, referral]

# What campaigns are measured by. An example:
# metrics:
#   purchase: { event: purchase }
#   revenue: { event: purchase, sum: amount }
`;

export const renderStore = (store: unknown): string => stringify({ store }, { lineWidth: 0 });

/** A name that the schema accepts: small letters, digits, - and _. */
function workspaceName(written: string): string {
  const name = written
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, 80);
  return name === '' ? 'workspace' : name;
}
