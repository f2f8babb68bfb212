import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer } from '../../model/source.ts';
import type { FileRule } from '../rule.ts';

const reference = /\$\{env:[A-Za-z_]\w*\}/g;
const inAuthority = /^[a-z][a-z0-9+.-]*:\/\/[^/?#:@]*:(.+)@/i;
const inQuery = /[?&](?:password|passwd|pwd|pass|secret|token|api_?key)=[^&]/i;

/** Whether a URL carries a password that stands there in letters. */
function hasSecret(url: string): boolean {
  const rest = url.trim().replace(reference, '');
  return inAuthority.test(rest) || inQuery.test(rest);
}

function* urls(value: unknown, pointer: Pointer): Generator<{ url: string; pointer: Pointer }> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...pointer, Array.isArray(value) ? Number(key) : key];
    if (key === 'url' && typeof inner === 'string') yield { url: inner, pointer: here };
    else yield* urls(inner, here);
  }
}

/** A password in git is a password that everybody has. */
export const literalSecret: FileRule = (file) => {
  if (file.noun !== 'workspace') return [];
  return [...urls(file.value, [])]
    .filter(({ url }) => hasSecret(url))
    .map(
      ({ pointer }): Diagnostic => ({
        code: 'WORKSPACE.LITERAL_SECRET',
        severity: 'error',
        summary: `the address of \`${pointer.slice(0, -1).join('.')}\` holds a password`,
        // No source line: the finding must not repeat the password.
        place: { ...file.place(pointer), source: '' },
        why: 'Whatever is in git stays there and is seen by everybody who may read it.',
        next: [
          `Take the address from the environment, and set the variable where crm runs: url: "\${env:${variableName(pointer)}}"`,
          'If the file was ever committed, change the password.',
        ],
      }),
    );
};

function variableName(pointer: Pointer): string {
  if (pointer.includes('channels')) return 'SMTP_URL';
  return pointer.includes('ledger') ? 'CRM_LEDGER_URL' : 'CRM_STORE_URL';
}
