import Handlebars from 'handlebars';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { suggest } from '../../base/suggest.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import { helperNames } from './copy-helpers.ts';

interface CopyText {
  readonly text: string;
  readonly known: ReadonlySet<string>;
  /** Collects the names that are used. */
  readonly used: Set<string>;
  readonly file: SourceFile;
  readonly pointer: Pointer;
}

const blocks = ['if', 'unless', 'each'];
const maxDepth = 20;

/** Everything in a piece of copy that strict rendering would only meet when it is too late: unknown names, helpers, depth. */
export function lintCopy(copy: CopyText): Diagnostic[] {
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(copy.text);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n').at(-1) ?? error.message) : String(error);
    return [
      finding(
        copy,
        'TEMPLATE.SYNTAX',
        `the copy cannot be read: ${message.trim()}`,
        'Braces open and close in pairs: {{name}}, {{#if name}} .. {{/if}}.',
      ),
    ];
  }
  const findings: Diagnostic[] = [];
  visit(program, 0, copy, findings);
  return findings;
}

function visit(program: hbs.AST.Program, depth: number, copy: CopyText, findings: Diagnostic[]): void {
  if (depth > maxDepth) {
    findings.push(
      finding(
        copy,
        'TEMPLATE.TOO_DEEP',
        `blocks are nested more than ${maxDepth} deep`,
        'Nobody could say what it renders.',
      ),
    );
    return;
  }
  for (const node of program.body) {
    if (node.type === 'MustacheStatement') call(node as hbs.AST.MustacheStatement, helperNames, copy, findings);
    else if (node.type === 'BlockStatement') {
      const block = node as hbs.AST.BlockStatement;
      call(block, blocks, copy, findings);
      visit(block.program, depth + 1, copy, findings);
      if (block.inverse) visit(block.inverse, depth + 1, copy, findings);
    } else if (node.type !== 'ContentStatement' && node.type !== 'CommentStatement') {
      findings.push(
        finding(
          copy,
          'TEMPLATE.SYNTAX',
          `${node.type === 'PartialStatement' ? 'shared blocks ({{> name}}) are' : 'this is'} not part of the copy language`,
          'The copy language is a small, closed set.',
        ),
      );
    }
  }
}

type Call = Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash' | 'loc'>;

function call(node: Call, helpers: readonly string[], copy: CopyText, findings: Diagnostic[]): void {
  if (node.path.type !== 'PathExpression') {
    findings.push(
      finding(
        copy,
        'TEMPLATE.SYNTAX',
        'only a name can stand between braces',
        'A plain text or number needs no braces.',
      ),
    );
    return;
  }
  const path = node.path as hbs.AST.PathExpression;
  const isCall = node.params.length > 0 || helpers === blocks || (helpers as readonly string[]).includes(path.original);
  if ((node as { escaped?: boolean }).escaped === false) {
    findings.push(
      finding(
        copy,
        'TEMPLATE.UNESCAPED',
        `{{{${path.original}}}} would put text into HTML as it is`,
        'A name with a < in it could change the mail. Use two braces.',
      ),
    );
  }
  if (!isCall) variable(path, copy, findings);
  else if (!helpers.includes(path.original)) {
    const names = [...helpers, ...copy.known];
    findings.push(
      finding(
        copy,
        'TEMPLATE.UNKNOWN_HELPER',
        `there is no helper \`${path.original}\``,
        `Helpers: ${helpers.join(', ')}.`,
        suggest(path.original, names),
      ),
    );
  }
  for (const param of [...node.params, ...(node.hash?.pairs ?? []).map(({ value }) => value)]) {
    if (param.type === 'PathExpression') variable(param as hbs.AST.PathExpression, copy, findings);
    else if (param.type === 'SubExpression') call(param as hbs.AST.SubExpression, helperNames, copy, findings);
  }
}

function variable(path: hbs.AST.PathExpression, copy: CopyText, findings: Diagnostic[]): void {
  const [name] = path.parts as string[];
  if (name === undefined || path.data) {
    if (path.data || path.original !== 'this')
      findings.push(
        finding(
          copy,
          'TEMPLATE.UNKNOWN_VARIABLE',
          `\`${path.original}\` is no variable`,
          'Every name is declared under `variables`.',
        ),
      );
    return;
  }
  copy.used.add(name);
  if (copy.known.has(name)) return;
  findings.push(
    finding(
      copy,
      'TEMPLATE.UNKNOWN_VARIABLE',
      `the copy uses \`${name}\`, which is not declared under \`variables\``,
      'It would be empty for everybody.',
      suggest(name, copy.known),
    ),
  );
}

function finding(
  { file, pointer }: CopyText,
  code: string,
  summary: string,
  why: string,
  suggestions: readonly string[] = [],
): Diagnostic {
  return {
    code,
    severity: 'error',
    summary,
    place: file.place(pointer),
    why,
    next: [
      code === 'TEMPLATE.UNKNOWN_VARIABLE'
        ? 'Declare it: `variables: { name: { from: person.<attribute>, fallback: .. } }`.'
        : 'Correct the copy.',
    ],
    ...(suggestions.length > 0 ? { suggestions } : {}),
  };
}
