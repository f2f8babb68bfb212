import { acceptsAddress } from '../../src/channels/accepts/index.ts';
import { openChannel } from '../../src/channels/index.ts';
import { compile } from '../../src/compile/index.ts';
import { decideAudience } from '../../src/deliver/audience/index.ts';
import { deliver } from '../../src/deliver/index.ts';
import { type OpenLedger, openLedger } from '../../src/ledger/index.ts';
import type { Run } from '../../src/model/delivery.ts';
import { loadRules } from '../../src/model/limits.ts';
import type { Store } from '../../src/model/ports.ts';
import type { Program } from '../../src/model/program.ts';
import { openStore } from '../../src/store/index.ts';
import { crashCampaign, crashMapping, crashRun } from './crash-setting.ts';
import { copy } from './support.ts';

// What `crm send` does for one run, without its lock: the rows alone must keep two processes apart.
const [root = '', port = ''] = process.argv.slice(2);
const leaseMs = Number(/^(\d+)s$/.exec(process.env.CRM_LEASE ?? '')?.[1]) * 1000;
const now = new Date('2026-11-06T10:00:00Z');

async function enqueue(ledger: OpenLedger, store: Store, program: Program): Promise<Run> {
  const run = await ledger.openRun(crashRun);
  if (run.state !== 'enqueuing') return run;
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.everyone,
    after: run.cursor,
    pageSize: 100,
    context: {
      id: run.campaign,
      campaign: crashCampaign,
      run: run.id,
      now,
      globalHoldout: undefined,
      accepts: acceptsAddress('email'),
      hashAddress: ledger.hashAddress,
    },
  });
  for await (const { people, after, cursor } of pages)
    await ledger.enqueue({
      run,
      salt: 'c',
      channel: 'email',
      deliveries: people.map(({ delivery }) => delivery),
      after,
      cursor,
    });
  await ledger.closeEnqueue(run.id);
  return { ...run, state: 'sending' };
}

const ledger = openLedger({ url: 'sqlite:ledger.db', root, holder: `worker ${process.pid}`, leaseMs });
const store = openStore({ url: 'sqlite:store.db', root });
const program = compile({ dialect: 'sqlite', store: crashMapping, timezone: 'Asia/Seoul', segments: new Map(), now });
const run = await enqueue(ledger, store, program);
const channel = await openChannel({
  medium: 'email',
  settings: { provider: 'smtp', url: `smtp://127.0.0.1:${port}`, from: 'Sori <hello@sori.example>', connections: 5 },
  root,
});
const { counts } = await deliver({
  ledger,
  store,
  program,
  channel,
  run,
  campaign: crashCampaign,
  copies: new Map([['default', copy]]),
  system: {},
  accepts: acceptsAddress('email'),
  hashAddress: ledger.hashAddress,
  generation: 0,
  load: loadRules({ campaign: crashCampaign, limits: undefined, campaigns: [] }),
  now: () => now,
  wall: () => new Date(),
  ticks: () => performance.now(),
  leaseMs,
  stop: new AbortController().signal,
  onProgress: () => undefined,
});
await channel.close();
await store.close();
await ledger.close();
process.stdout.write(JSON.stringify(counts));
