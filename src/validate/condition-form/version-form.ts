import type { Diagnostic } from '../../base/diagnostic.ts';
import { parseVersion } from '../../base/version.ts';
import type { ValueTest } from '../../model/condition.ts';
import type { At } from './finding.ts';

/** Operands that are versions. */
export const versionForm = ({ file, pointer }: At, test: ValueTest): Diagnostic[] =>
  (['version_at_least', 'version_less_than'] as const).flatMap((key): Diagnostic[] => {
    const operand = test[key];
    if (operand === undefined || parseVersion(operand)) return [];
    return [
      {
        code: `${file.noun.toUpperCase()}.NO_VERSION`,
        severity: 'error',
        summary: `\`${operand}\` is no version`,
        place: file.place([...pointer, key]),
        why: 'A version is up to three numbers with dots, and perhaps a pre-release: 5.12, 5.12.0, 6.0.0-beta.2.',
        next: ['Write it in this form.'],
        ...(mended(operand) === undefined ? {} : { suggestions: [mended(operand) ?? ''] }),
      },
    ];
  });

/** The version inside of `version 5.12`, `5.12.x` or `>= 5.12.0.4`. */
function mended(text: string): string | undefined {
  const found = /\d{1,9}(\.\d{1,9}){0,2}/.exec(text)?.[0];
  return found !== undefined && parseVersion(found) ? found : undefined;
}
