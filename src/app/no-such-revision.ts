import { CrmError } from '../base/crm-error.ts';
import { suggest } from '../base/suggest.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';

/** An address that was never applied, with the nearest that was. */
export function notApplied(address: string, definitions: readonly AppliedDefinition[]): CrmError {
  const near = suggest(
    address,
    definitions.map((one) => one.address),
  );
  return new CrmError('usage', {
    code: 'STATE.NOT_APPLIED',
    severity: 'error',
    summary: `nothing was ever applied as \`${address}\``,
    why: 'Addresses are campaign.<id>, segment.<id>, template.<id> and workspace.',
    next: ['See what is applied: crm state list --archived'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  });
}

/** A revision that a definition never had. */
export const noRevision = (address: string, revision: number, last: number): CrmError =>
  new CrmError('usage', {
    code: 'STATE.NO_REVISION',
    severity: 'error',
    summary: `\`${address}\` has no revision ${revision}`,
    why: `It has ${last}: 1 to ${last}.`,
    next: [`See them: crm state show ${address}`],
  });
