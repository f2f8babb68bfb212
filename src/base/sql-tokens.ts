import type { DialectName } from './dialect-name.ts';

/** `word`: a keyword or a name as it stands, in small letters; `name`: a quoted name; `sign`: anything else that is not data. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'sign';
  readonly text: string;
}

type Form = readonly [kind: SqlToken['kind'] | undefined, form: RegExp];

const word: Form = ['word', /[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/iy];
const text: Form = [undefined, /'(?:[^']|'')*'/y];
const quoted: Form = ['name', /"(?:[^"]|"")*"/y];
const ticked: Form = ['name', /`(?:[^`]|``)*`/y];
const space: Form = [undefined, /\s+/y];
const number: Form = [undefined, /\d[\w.]*/y];
const block: Form = [undefined, /\/\*[\s\S]*?\*\//y];
const sign: Form = ['sign', /[^'"`]/uy];

/** Data and comments have no kind; the first form that fits is taken. */
const forms: Record<DialectName, readonly Form[]> = {
  sqlite: [space, [undefined, /--[^\n]*/y], block, text, quoted, ticked, ['name', /\[[^\]]*\]/y], number, word, sign],
  postgres: [
    space,
    [undefined, /--[^\n\r]*/y],
    [undefined, /e'(?:[^'\\]|\\[\s\S]|'')*'/iy],
    text,
    ['sign', /u&"/iy],
    quoted,
    [undefined, /(\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)[\s\S]*?\1/iy],
    ['sign', /\$\d+/y],
    number,
    word,
    sign,
  ],
  mysql: [
    space,
    [undefined, /(?:--(?=\s|$)|#)[^\n]*/y],
    // MySQL carries out what stands in such a comment.
    ['sign', /\/\*M?!/y],
    block,
    text,
    quoted,
    ticked,
    ['sign', /:=/y],
    number,
    word,
    sign,
  ],
};

/** The tokens of a query without its data and comments; undefined when a text or a comment does not end. */
export function sqlTokens(sql: string, dialect: DialectName): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const end = dialect === 'postgres' && sql.startsWith('/*', at) ? nestedEnd(sql, at) : undefined;
    if (end !== undefined) {
      at = end;
      continue;
    }
    const token = nextToken(sql, at, dialect);
    if (!token) return undefined;
    at = token.end;
    if (token.kind)
      tokens.push({ kind: token.kind, text: token.kind === 'word' ? token.text.toLowerCase() : token.text });
  }
  return tokens;
}

function nextToken(sql: string, at: number, dialect: DialectName) {
  // A comment that does not end would otherwise be taken for a sign.
  if (sql.startsWith('/*', at) && (dialect === 'postgres' || !sql.includes('*/', at + 2))) return undefined;
  for (const [kind, form] of forms[dialect]) {
    form.lastIndex = at;
    const found = form.exec(sql);
    if (found) return { kind, text: found[0], end: form.lastIndex };
  }
  return undefined;
}

/** Comments of PostgreSQL hold comments. */
function nestedEnd(sql: string, from: number): number | undefined {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return undefined;
}
