import { openLedger } from '../../src/ledger/index.ts';
import { apply, change } from './support.ts';

// Takes the lock, says so, and applies when a line comes in, however much later that is.
const ledger = openLedger({ url: 'sqlite:.crm/ledger.db', root: process.argv[2] ?? '', holder: 'old', leaseMs: 300 });
const lock = await ledger.lock({ scope: 'apply', operation: 'apply', timeoutMs: 0 });
if ('holder' in lock) throw new Error('somebody has the lock');
process.stdout.write('locked\n');
process.stdin.once('data', async () => {
  const outcome = await ledger.apply({ ...apply('sha256:old', [change('campaign.old')]), fence: lock.fence });
  process.stdout.write(`${outcome.kind}\n`);
  process.exit(0);
});
