import type { Diagnostic } from '../../base/diagnostic.ts';
import { portablePattern, UnportablePattern } from '../../base/portable-pattern.ts';
import { operators, type ValueTest } from '../../model/condition.ts';
import type { At } from './finding.ts';

/** Regular expressions that every database reads alike, and `ignore_case` where there is a case to ignore. */
export const textForm = (at: At, test: ValueTest): Diagnostic[] => [
  ...(['matches', 'not_matches'] as const).flatMap((key) =>
    pattern({ ...at, pointer: [...at.pointer, key] }, test[key], test.ignore_case === true),
  ),
  ...(test.ignore_case ? ignoreCase(at, test) : []),
];

function pattern({ file, pointer }: At, text: string | undefined, ignoresCase: boolean): Diagnostic[] {
  const problem = text === undefined ? undefined : problemOf(text, ignoresCase);
  if (problem === undefined) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.BAD_PATTERN`,
      severity: 'error',
      summary: `the regular expression cannot be used: ${problem}`,
      place: file.place(pointer),
      why: 'It has to mean the same in every database.',
      next: [
        'Use letters, `.`, `[..]`, `\\d`, `\\w`, `\\s`, `^`, `$`, `( | )` and `* + ? {2,5}`; a plain sign of these has a \\ before it.',
      ],
    },
  ];
}

function problemOf(text: string, ignoresCase: boolean): string | undefined {
  try {
    portablePattern(text, { end: '$' }, ignoresCase);
    return undefined;
  } catch (error) {
    if (error instanceof UnportablePattern) return error.message;
    throw error;
  }
}

const comparesText = new Set<string>([
  'is',
  'is_not',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'not_matches',
  'has_any',
  'has_all',
  'has_none',
]);

function ignoreCase({ file, pointer }: At, test: ValueTest): Diagnostic[] {
  const operator = operators.find((key) => test[key] !== undefined);
  if (operator === undefined) return [];
  const operands = [test[operator]].flat();
  if (comparesText.has(operator) && operands.some((one) => typeof one === 'string')) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.NO_CASE`,
      severity: 'warning',
      summary: `\`ignore_case\` changes nothing beside \`${operator}: ${shown(operands)}\``,
      place: file.place([...pointer, 'ignore_case'], 'key'),
      why: 'Only text that is compared with text, or searched in it, has upper and lower case to ignore.',
      next: ['Remove it.'],
    },
  ];
}

const shown = (operands: readonly unknown[]): string =>
  operands.every((one) => typeof one !== 'object') ? operands.slice(0, 3).join(', ') : '..';
