import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { Rule } from '../rule.ts';

const patterns: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a resident number', pattern: /(?<!\d)\d{6}-[1-8]\d{6}(?!\d)/ },
  { what: 'a mobile number', pattern: /(?<![\d.])(?:\+82[- ]?1|01)[016789][- ]?\d{3,4}[- ]?\d{4}(?!\d)/ },
  { what: 'an e-mail address', pattern: /[\w.+-]+@[\w-]+\.[\w.-]+/ },
];

/** Keys whose values are addresses of the team or of senders, and made-up domains (RFC 2606). */
const allowedKeys = new Set(['owner', 'from', 'reply_to', 'unsubscribe', 'url']);
const madeUp = /@(?:[\w-]+\.)*(?:example|test|invalid|localhost|example\.(?:com|org|net))$/;

/** Files in git never hold personal data. */
export const personalData: Rule = ({ segments, campaigns, templates, personas }) =>
  [segments, campaigns, templates, personas].flatMap((definitions) =>
    [...definitions.values()].flatMap(({ source }) =>
      [...search(source, source.value, [])].map(({ what, pointer }) => finding(source, what, pointer)),
    ),
  );

function* search(file: SourceFile, value: unknown, pointer: Pointer): Generator<{ what: string; pointer: Pointer }> {
  if (typeof value === 'string') {
    for (const { what, pattern } of patterns) {
      const match = pattern.exec(value);
      if (match && !madeUp.test(match[0])) yield { what, pointer };
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (!allowedKeys.has(key)) yield* search(file, inner, [...pointer, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

const finding = (file: SourceFile, what: string, pointer: Pointer): Diagnostic => ({
  code: `${file.noun.toUpperCase()}.PERSONAL_DATA`,
  severity: 'error',
  // The place carries no source line: the finding must not repeat what it warns about.
  place: { ...file.place(pointer), source: '' },
  summary: `this looks like ${what} of a real person`,
  why: 'Whatever is in git stays there and is seen by everybody who may read it.',
  next: ['Remove it. For made-up people use the domain example.com and no phone number.'],
});
