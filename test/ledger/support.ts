import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type OpenLedger, openLedger } from '../../src/ledger/index.ts';
import type { ApplyRequest } from '../../src/model/definitions-ledger.ts';
import type { NewDelivery, Run } from '../../src/model/delivery.ts';

export interface Files {
  readonly root: string;
  readonly path: string;
  open(options?: { holder?: string; leaseMs?: number }): OpenLedger;
}

/** A folder for ledgers; everything that was opened is closed after each test. */
export function useFiles(): () => Files {
  const roots: string[] = [];
  const ledgers: OpenLedger[] = [];
  afterEach(async () => {
    for (const ledger of ledgers.splice(0)) await ledger.close();
    for (const root of roots.splice(0)) rmSync(root, { recursive: true });
  });
  return () => {
    const root = mkdtempSync(join(tmpdir(), 'crm-ledger-'));
    roots.push(root);
    return {
      root,
      path: join(root, '.crm/ledger.db'),
      open: ({ holder = 'test', leaseMs = 5_000 } = {}) => {
        const ledger = openLedger({ url: 'sqlite:.crm/ledger.db', root, holder, leaseMs });
        ledgers.push(ledger);
        return ledger;
      },
    };
  };
}

type Change = ApplyRequest['changes'][number];

export const change = (address: string, baseRevision = 0, over: Partial<Change> = {}): Change => ({
  address,
  action: 'create',
  baseRevision,
  digest: `sha256:${address}`,
  content: { title: address },
  file: `${address}.yaml`,
  ...over,
});

export const apply = (fingerprint: string, changes: readonly Change[]): ApplyRequest => ({
  fingerprint,
  appliedAt: '2026-11-01T00:00:00.000Z',
  appliedBy: 'mina',
  commit: undefined,
  changes,
});

export const run = (over: Partial<Run> = {}): Run => ({
  id: 'c@slot',
  campaign: 'c',
  revision: 1,
  slot: 'slot',
  purpose: 'advertising',
  state: 'enqueuing',
  asOf: '2026-11-06T10:00:00.000Z',
  expiresAt: undefined,
  generation: 0,
  cursor: undefined,
  ...over,
});

export const delivery = (person: string, over: Partial<NewDelivery> = {}): NewDelivery => ({
  person,
  key: `key-${person}`,
  status: 'queued',
  reason: undefined,
  arm: 'default',
  addressHash: undefined,
  ...over,
});

/** What the ledger says about people and addresses, seen from a run. */
export const history = (ledger: OpenLedger, over: Partial<Parameters<OpenLedger['history']>[0]>) =>
  ledger.history({ campaign: 'c', salt: 's', run: 'c@slot', people: [], addresses: [], ...over });

/** Writes the run's next page. */
export async function enqueue(ledger: OpenLedger, deliveries: readonly NewDelivery[], of: Run = run()): Promise<void> {
  const { cursor: after } = await ledger.openRun(of);
  await ledger.enqueue({
    run: of,
    salt: 's',
    channel: 'email' as const,
    deliveries,
    after,
    cursor: deliveries.at(-1)?.person,
  });
}
