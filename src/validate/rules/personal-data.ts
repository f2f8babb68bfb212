import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { FileRule } from '../rule.ts';

const patterns: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a resident number', pattern: /(?<!\d)\d{6}-[1-8]\d{6}(?!\d)/g },
  { what: 'a mobile number', pattern: /(?<![\d.])(?:\+82[- ]?1|01)[016789][- ]?\d{3,4}[- ]?\d{4}(?!\d)/g },
  // Bounded, so that a long text without an @ takes no longer than any other.
  { what: 'an e-mail address', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g },
];

/** Keys whose values are addresses of the team or of senders. */
const allowedKeys = new Set(['owner', 'from', 'reply_to', 'unsubscribe', 'url']);
/** Made-up domains (RFC 2606), and mailboxes of a team that copy may name. */
const madeUp = /@(?:[\w-]+\.)*(?:example|test|invalid|localhost|example\.(?:com|org|net))$/i;
const team =
  /^(?:help|hello|hi|support|cs|contact|info|privacy|service|team|press|crm|marketing|no-?reply|unsubscribe)@/i;

/** Files in git never hold personal data. */
export const personalData: FileRule = (file) =>
  [...search(file, file.value, [])].map(({ what, pointer }) => finding(file, what, pointer));

type Hit = { what: string; pointer: Pointer };

function* search(file: SourceFile, value: unknown, pointer: Pointer): Generator<Hit> {
  if (typeof value === 'string') yield* hits(value, pointer);
  // YAML takes the leading zero from 01012345678: the file itself still has it. What is short is nobody's number, in whatever form it is written.
  else if (typeof value === 'number' && Math.abs(value) >= 10 ** 6)
    yield* hits(written(file, pointer) ?? String(value), pointer);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (!allowedKeys.has(key)) yield* search(file, inner, [...pointer, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

function* hits(text: string, pointer: Pointer): Generator<Hit> {
  for (const { what, pattern } of patterns) {
    if ([...text.matchAll(pattern)].some(([match]) => !madeUp.test(match) && !team.test(match)))
      yield { what, pointer };
  }
}

function written(file: SourceFile, pointer: Pointer): string | undefined {
  const { line, column, endLine, endColumn, source } = file.place(pointer);
  return line === endLine && endColumn !== undefined ? source?.slice(column - 1, endColumn - 1) : undefined;
}

const finding = (file: SourceFile, what: string, pointer: Pointer): Diagnostic => ({
  code: `${file.noun.toUpperCase()}.PERSONAL_DATA`,
  severity: 'error',
  // The place carries no source line: the finding must not repeat what it warns about.
  place: { ...file.place(pointer), source: '' },
  summary: `this looks like ${what} of a real person`,
  why: 'Whatever is in git stays there and is seen by everybody who may read it.',
  next: [
    what === 'an e-mail address'
      ? 'Remove it. Made-up people have addresses at example.com; a team has a mailbox like help@ or support@.'
      : 'Remove it. Made-up people have no number.',
  ],
});
