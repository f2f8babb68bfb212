/** Text of a query in lines that people can read: parts on lines of their own, what stands in long brackets indented. Data in it is never touched. */
export function formatSql(sql: string, width = 88): string {
  return write(parse(tokens(sql)), { depth: 0, width }).trim();
}

type Node = string | readonly Node[];

/** Quoted names and texts are one token each. */
const tokens = (sql: string): string[] =>
  sql.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|[()]|[^\s()"'`]+|\s+/g) ?? [];

function parse(list: readonly string[]): Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  for (const token of list) {
    const here = open.at(-1) ?? root;
    if (token === '(') {
      const inner: Node[] = [];
      here.push(inner);
      open.push(inner);
    } else if (token === ')' && open.length > 1) open.pop();
    else here.push(/^\s+$/.test(token) ? ' ' : token);
  }
  return root;
}

const flat = (nodes: readonly Node[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : `(${flat(node)})`)).join('');

const breaks = /^(from|where|and|or|union|group|order|having|limit|left|join|when|else)$/i;

function write(nodes: readonly Node[], { depth, width }: { depth: number; width: number }): string {
  const text = flat(nodes).trim();
  const indent = '  '.repeat(depth);
  if (text.length + indent.length <= width && depth > 0) return text;
  let between = false;
  return nodes
    .map((node) => {
      if (typeof node !== 'string') {
        const inside = flat(node);
        if (inside.length + indent.length + 2 <= width) return `(${inside.trim()})`;
        return `(\n${indent}  ${write(node, { depth: depth + 1, width }).trim()}\n${indent})`;
      }
      if (/^between$/i.test(node)) between = true;
      const ofBetween = between && /^and$/i.test(node);
      if (ofBetween) between = false;
      return breaks.test(node) && !ofBetween ? `\n${indent}${node}` : node;
    })
    .join('')
    .replace(/ +\n/g, '\n')
    .replace(/^\n\s*/, '');
}
