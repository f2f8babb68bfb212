import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Workspace } from '../model/workspace.ts';
import { connectExistingLedger, ledgerFile, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { existingPart, mayWrite } from './may-write.ts';
import type { SetupFinding } from './setup-finding.ts';

/** Whether what is applied and sent can be written down; a ledger that is not there yet is not made. */
export async function examineLedger(context: AppContext, config: Workspace['config']): Promise<SetupFinding> {
  const path = ledgerFile(context, config);
  if (!mayWrite(path) || !mayWrite(dirname(path))) throw notWritable(path);
  const diagnostics = littleSpace(path);
  const ledger = connectExistingLedger(context, config);
  if (!ledger) return { says: 'none yet: the first apply makes it', diagnostics };
  return using([ledger], async () => {
    const live = (await ledger.definitions()).filter(({ content }) => content !== undefined);
    return { says: `${live.length} definitions are applied (${ledger.environmentId})`, diagnostics };
  });
}

const notWritable = (path: string): CrmError =>
  new CrmError('backend', {
    code: 'LEDGER.NOT_WRITABLE',
    severity: 'error',
    summary: `the ledger ${path} may not be written by this account`,
    why: 'What is applied and sent is written down there, beside the file as well as in it.',
    next: ['Give this account the right to write into its folder, or name another place in ledger.url.'],
  });

/** Bytes on the disk. */
const enough = 500_000_000;

function littleSpace(path: string): Diagnostic[] {
  const { bavail, bsize } = statfsSync(existingPart(path));
  const free = bavail * bsize;
  if (free >= enough) return [];
  return [
    {
      code: 'LEDGER.LITTLE_SPACE',
      severity: 'warning',
      summary: `the disk of the ledger has ${Math.round(free / 1e6)} MB left`,
      why: 'A send stops when the disk is full; nobody gets a message twice, but the rest waits.',
      next: ['Make room, or name another place in ledger.url.'],
    },
  ];
}
