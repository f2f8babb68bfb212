import { CrmError } from './crm-error.ts';
import type { DialectName } from './dialect-name.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** Functions with effects that a read-only transaction does not stop: locks, files, other sessions, other servers, waiting unseen. */
const denied: Record<DialectName, RegExp> = {
  sqlite: /^(load_extension|writefile|readfile|edit|fts3_tokenizer)$/,
  postgres:
    /^(dblink.*|lo_.*|lowrite|nextval|setval|set_config|pg_(try_)?advisory_.*|pg_(read|ls|file|stat_file|terminate|cancel|reload|rotate|switch|create|drop|copy|promote|wal|logical|replication|backup|start|stop|log|export|stat_reset).*|pg_notify|pg_sleep.*|query_to_xml.*|cursor_to_xml.*|ts_stat|ts_rewrite|crosstab.*|connectby)$/,
  mysql:
    /^(get_lock|release_lock|release_all_locks|load_file|sleep|benchmark|nextval|setval|master_.*wait.*|source_.*wait.*|wait_for_executed_gtid_set|wait_until_sql_thread_after_gtids|sys_(exec|eval|set))$/,
};

const starts = new Set(['select', 'with', 'values', 'table']);
const changes = new Set(['insert', 'update', 'delete', 'merge', 'replace']);
const locks = new Set(['update', 'share', 'no', 'key']);

/** Why a text is not a query that only reads; undefined when nothing speaks against it. The read-only transaction stands behind this. */
export function writingIn(sql: string, dialect: DialectName): string | undefined {
  const tokens = sqlTokens(sql, dialect);
  if (!tokens) return 'it has a text or a comment that does not end';
  const first = tokens.find(({ text }) => text !== '(');
  if (!first || !starts.has(first.text)) return 'it does not begin with select or with';
  for (const [at, token] of tokens.entries()) {
    const found = writingAt(token, { before: tokens[at - 1]?.text ?? '', after: tokens[at + 1]?.text ?? '' }, dialect);
    if (found) return found;
  }
  return undefined;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

function writingAt({ kind, text }: SqlToken, { before, after }: Around, dialect: DialectName): string | undefined {
  if (kind !== 'sign' && after === '(' && denied[dialect].test(bare(text))) return `it calls ${bare(text)}()`;
  if (kind === 'name') return undefined;
  if (text === ';' && after !== '') return 'it is more than one statement';
  if (['/*!', '/*M!', ':=', 'u&"'].includes(text.replace(/^U/, 'u'))) {
    if (text !== ':=' || dialect === 'mysql') return `it has ${text}`;
  }
  if (kind !== 'word') return undefined;
  if (text === 'into') return 'it puts its rows somewhere (into)';
  if (text === 'for' && locks.has(after)) return 'it locks rows (for update, for share)';
  if (text === 'lock' && after === 'in') return 'it locks rows (lock in share mode)';
  if (changes.has(text) && after !== '(' && ['(', ')'].includes(before)) return `it would ${text} rows`;
  return undefined;
}

const bare = (name: string): string => name.replace(/^["`[](.*)["`\]]$/s, '$1').toLowerCase();

/** Throws for a text that does not only read. */
export function refuseWriting(sql: string, dialect: DialectName): void {
  const found = writingIn(sql, dialect);
  if (found) throw notReadOnly(found);
}

export const notReadOnly = (reason: string): CrmError =>
  new CrmError('invalid', {
    code: 'STORE.NOT_READ_ONLY',
    severity: 'error',
    summary: `a query that does not only read was refused: ${reason}`,
    why: 'The store belongs to the company; crm only reads it.',
    next: ['Write one query that begins with select or with.'],
  });
