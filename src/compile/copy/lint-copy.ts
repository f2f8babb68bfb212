import type { Diagnostic } from '../../base/diagnostic.ts';
import { suggest } from '../../base/suggest.ts';
import type { Pointer, SourceFile, Stretch } from '../../model/source.ts';
import { helperNames } from './copy-helpers.ts';
import { parseCopy } from './parse-copy.ts';

interface CopyText {
  readonly text: string;
  readonly known: ReadonlySet<string>;
  /** Collects the names that are used. */
  readonly used: Set<string>;
  readonly file: SourceFile;
  readonly pointer: Pointer;
}

/** What is wrong in a piece of copy, before its place is known. */
interface Fault {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  /** Where in the copy. */
  readonly at?: Stretch;
  readonly suggestions?: readonly string[];
}

interface Lint {
  readonly copy: CopyText;
  readonly found: (fault: Fault) => void;
}

const blocks = ['if', 'unless', 'each'];
const maxDepth = 20;

/** Everything in a piece of copy that strict rendering would only meet when it is too late: unknown names, helpers, depth. */
export function lintCopy(copy: CopyText): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const found = (fault: Fault): void => {
    findings.push(finding(copy, fault));
  };
  const program = parseCopy(copy.text);
  if ('body' in program) visit(program, 0, { copy, found });
  else
    found({
      ...program,
      code: 'TEMPLATE.SYNTAX',
      summary: `the copy cannot be read: ${program.summary}`,
      why: 'Braces open and close in pairs: {{name}}, {{#if name}} .. {{/if}}.',
    });
  return findings;
}

function visit(program: hbs.AST.Program, depth: number, lint: Lint): void {
  if (depth > maxDepth) {
    lint.found({
      code: 'TEMPLATE.TOO_DEEP',
      summary: `blocks are nested more than ${maxDepth} deep`,
      why: 'Nobody could say what it renders.',
    });
    return;
  }
  for (const node of program.body) {
    if (node.type === 'MustacheStatement') call(node as hbs.AST.MustacheStatement, helperNames, lint);
    else if (node.type === 'BlockStatement') {
      const block = node as hbs.AST.BlockStatement;
      call(block, blocks, lint);
      visit(block.program, depth + 1, lint);
      if (block.inverse) visit(block.inverse, depth + 1, lint);
    } else if (node.type !== 'ContentStatement' && node.type !== 'CommentStatement') {
      lint.found({
        code: 'TEMPLATE.SYNTAX',
        summary: `${node.type === 'PartialStatement' ? 'shared blocks ({{> name}}) are' : 'this is'} not part of the copy language`,
        why: 'The copy language is a small, closed set.',
        ...at(node),
      });
    }
  }
}

type Call = Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash' | 'loc'>;

function call(node: Call, helpers: readonly string[], lint: Lint): void {
  if (node.path.type !== 'PathExpression') {
    lint.found({
      code: 'TEMPLATE.SYNTAX',
      summary: 'only a name can stand between braces',
      why: 'A plain text or number needs no braces.',
      ...at(node),
    });
    return;
  }
  const path = node.path as hbs.AST.PathExpression;
  const isCall = node.params.length > 0 || helpers === blocks || helpers.includes(path.original);
  if ((node as { escaped?: boolean }).escaped === false) {
    lint.found({
      code: 'TEMPLATE.UNESCAPED',
      summary: `{{{${path.original}}}} would put text into HTML as it is`,
      why: 'A name with a < in it could change the mail. Use two braces.',
      ...at(node),
    });
  }
  if (!isCall) variable(path, lint);
  else if (!helpers.includes(path.original)) {
    lint.found({
      code: 'TEMPLATE.UNKNOWN_HELPER',
      summary: `there is no helper \`${path.original}\``,
      why: `Helpers: ${helpers.join(', ')}.`,
      ...at(node.path),
      suggestions: suggest(path.original, [...helpers, ...lint.copy.known]),
    });
  }
  for (const param of [...node.params, ...(node.hash?.pairs ?? []).map(({ value }) => value)]) {
    if (param.type === 'PathExpression') variable(param as hbs.AST.PathExpression, lint);
    else if (param.type === 'SubExpression') call(param as hbs.AST.SubExpression, helperNames, lint);
  }
}

function variable(path: hbs.AST.PathExpression, { copy, found }: Lint): void {
  const [name] = path.parts as string[];
  if (name === undefined || path.data) {
    if (path.data || path.original !== 'this')
      found({
        code: 'TEMPLATE.UNKNOWN_VARIABLE',
        summary: `\`${path.original}\` is no variable`,
        why: 'Every name is declared under `variables`.',
        ...at(path),
      });
    return;
  }
  copy.used.add(name);
  if (copy.known.has(name)) return;
  found({
    code: 'TEMPLATE.UNKNOWN_VARIABLE',
    summary: `the copy uses \`${name}\`, which is not declared under \`variables\``,
    why: 'It would be empty for everybody.',
    ...at(path),
    suggestions: suggest(name, copy.known),
  });
}

/** Where a node stands; to the end of its line when it goes on behind it. */
function at({ loc }: Pick<hbs.AST.Node, 'loc'>): Pick<Fault, 'at'> {
  const { start, end } = loc;
  const length = start.line === end.line ? end.column - start.column : Number.MAX_SAFE_INTEGER;
  return { at: { line: start.line, column: start.column, length } };
}

function finding({ file, pointer }: CopyText, { code, summary, why, at, suggestions = [] }: Fault): Diagnostic {
  return {
    code,
    severity: 'error',
    summary,
    place: at ? file.placeInside(pointer, at) : file.place(pointer),
    why,
    next: [
      code === 'TEMPLATE.UNKNOWN_VARIABLE'
        ? 'Declare it: `variables: { name: { from: person.<attribute>, fallback: .. } }`.'
        : 'Correct the copy.',
    ],
    ...(suggestions.length > 0 ? { suggestions } : {}),
  };
}
