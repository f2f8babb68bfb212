import { CrmError } from '../../base/crm-error.ts';

/** What SQLite refused, in words for whoever runs the command. */
export function sqliteFailure(path: string, error: unknown): CrmError {
  const { code = '', message } = error as { code?: string; message: string };
  const notADatabase = code === 'SQLITE_NOTADB';
  return new CrmError('backend', {
    code: notADatabase ? 'STORE.NOT_A_DATABASE' : 'STORE.QUERY_FAILED',
    severity: 'error',
    summary: notADatabase ? `${path} is no SQLite database` : `the store ${path} did not answer: ${message}`,
    why: notADatabase ? 'The file begins like something else.' : 'Nothing was changed: the store is only read.',
    next: [
      notADatabase
        ? 'Correct store.url in crm.yaml.'
        : 'Compare the mapping in crm.yaml with the tables of the store: crm validate --store',
    ],
  });
}
