import type { Diagnostic } from '../base/diagnostic.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

/**
 * Campaigns that conditions on messages name and no file has: one that was applied once is archived, and fine; one that the ledger
 * does not know either never sent anything, and is an error.
 */
export function settleCampaigns(
  diagnostics: readonly Diagnostic[],
  { segments }: Workspace,
  definitions: readonly AppliedDefinition[],
): Diagnostic[] {
  const applied = new Set(definitions.map(({ address }) => address));
  const archived = new Set(
    [...segments.values()].flatMap(({ value, source }) =>
      [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) => {
        if (!('message' in condition)) return [];
        const { message } = condition;
        const named = typeof message === 'string' ? { id: message, path: ['message'] } : variantOf(message);
        const place = named && applied.has(`campaign.${named.id}`) && source.place([...pointer, ...named.path]);
        return place ? [keyOf(place)] : [];
      }),
    ),
  );
  return diagnostics.flatMap((one) => {
    if (one.code !== 'SEGMENT.UNKNOWN_CAMPAIGN' || !one.place) return [one];
    return archived.has(keyOf(one.place)) ? [] : [{ ...one, severity: 'error', why: never }];
  });
}

const never = 'The ledger does not know it either: it never sent a message to anybody.';

const variantOf = (message: object): { id: string; path: (string | number)[] } | undefined =>
  'variant' in message && Array.isArray(message.variant)
    ? { id: String(message.variant[0]), path: ['message', 'variant', 0] }
    : undefined;

const keyOf = ({ file, line, column }: NonNullable<Diagnostic['place']>): string => `${file}:${line}:${column}`;
