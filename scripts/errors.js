// Writes docs/errors.md: every code that the source can print, with its texts. `node scripts/errors.js --check` only compares.
// Codes are found as string literals (`NOUN.REASON`) and as templates of a file's noun (`${file.noun.toUpperCase()}.REASON`).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = 'docs/errors.md';
const every = ['WORKSPACE', 'CAMPAIGN', 'SEGMENT', 'TEMPLATE', 'PERSONA'];
const definitions = every.slice(1);

/** Which nouns a templated code can begin with (default: all). A rule that is not named here stops the script, so that this list stays true. */
const nounsOf = {
  'app/check-events.ts': ['SEGMENT', 'WORKSPACE'],
  'app/check-properties.ts': ['SEGMENT', 'WORKSPACE'],
  'app/check-store.ts': ['SEGMENT', 'TEMPLATE'],
  'app/check-types.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/schema-finding.ts': every,
  'validate/unknown-key.ts': every,
  'validate/wrong-type.ts': every,
  'validate/no-such-kind.ts': every,
  'validate/condition-form/finding.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/moment-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/number-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/range-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/test-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/text-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/condition-form/version-form.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/rules/condition-references.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/rules/id-form.ts': definitions,
  'validate/rules/literal-values.ts': ['SEGMENT', 'WORKSPACE'],
  'validate/rules/personal-data.ts': every,
  'validate/rules/times.ts': ['CAMPAIGN', 'WORKSPACE', 'PERSONA'],
};
/** What may be unknown, by the file that refers to it: `<NOUN>.UNKNOWN_<WHAT>`. Held against the names that stand in these files. */
const references = {
  'validate/rules/campaign-references.ts': {
    CAMPAIGN: ['stage', 'objective', 'metric', 'segment', 'channel'],
  },
  'validate/rules/condition-references.ts': {
    SEGMENT: ['segment', 'attribute', 'event', 'related table', 'column', 'property'],
    WORKSPACE: ['event', 'property'],
  },
  'validate/rules/message-references.ts': { SEGMENT: ['campaign', 'tag', 'variant'] },
  'validate/rules/known-policies.ts': { WORKSPACE: ['policy'] },
  'validate/rules/message-template.ts': { CAMPAIGN: ['template'] },
  'validate/rules/workspace-references.ts': {
    WORKSPACE: ['segment', 'metric', 'tag', 'attribute', 'column'],
    SEGMENT: ['stage'],
  },
};

/** Files whose codes are a reason alone: the noun is added by validate/schema-finding.ts. */
const besideSchemas = new Set(
  ['schema-finding', 'unknown-key', 'wrong-type', 'no-such-kind'].map((name) => `validate/${name}.ts`),
);

/** A schema without these words never gives these reasons. */
const schemaWords = { WRONG_VALUE: /"(?:enum|const)":/, WRONG_FORM: /"pattern":/, NO_SUCH_KIND: /"oneOf":/ };
const canGive = (noun, reason) =>
  schemaWords[reason]?.test(readFileSync(join(root, `schemas/${noun.toLowerCase()}.schema.json`), 'utf8')) ?? true;

const isCode = (text) => /^[A-Z]+\.[A-Z][A-Z0-9_]*$/.test(text);
/** Nouns of libraries and systems, which are no codes of ours. */
const foreign = new Set(['NODE']);

/** @type {Map<string, {texts: Map<string, {summary: string, why: string, next: string[]}>, exits: Set<string>, severities: Set<string>}>} */
const found = new Map();

function record(code, { summary = '', why = '', next = [], exit, severity }) {
  const entry = found.get(code) ?? { texts: new Map(), exits: new Set(), severities: new Set() };
  found.set(code, entry);
  if (summary + why !== '' && !entry.texts.has(summary)) entry.texts.set(summary, { summary, why, next });
  if (exit) entry.exits.add(exit);
  if (severity) entry.severities.add(severity);
}

/** The text of an expression, with a name in <> for what is filled in; of a choice, the branch with this index (or both). */
function textOf(node, branch, source) {
  if (!node) return '';
  const inner = (one) => textOf(one, branch, source);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return inner(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return (
      node.head.text +
      node.templateSpans.map((span) => placeholder(span.expression, branch, source) + span.literal.text).join('')
    );
  if (ts.isConditionalExpression(node)) {
    const sides = [inner(node.whenTrue), inner(node.whenFalse)];
    if (branch !== undefined && branch.condition === node.condition.getText(source)) return sides[branch.index];
    return [...new Set(sides.filter((text) => text !== ''))].join(' / ');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return isThere(node.left, branch, source) ? '<reason>' : inner(node.right);
  return '';
}

/** Whether the left side of `a ?? b` is there in a branch: the branch was chosen by asking for the same name. */
function isThere(left, branch, source) {
  const name = /^(\w+)( === undefined)?$/.exec(branch?.condition ?? '');
  if (!name || !left.getText(source).includes(name[1])) return false;
  return branch.index === (name[2] ? 1 : 0);
}

/** A list of steps, or the list of the branch that was taken. */
function stepsOf(node, branch, source) {
  if (!node) return [];
  if (ts.isConditionalExpression(node)) {
    const taken =
      branch?.condition === node.condition.getText(source)
        ? [[node.whenTrue, node.whenFalse][branch.index]]
        : [node.whenTrue, node.whenFalse];
    return taken.flatMap((one) => stepsOf(one, branch, source));
  }
  const parts = ts.isArrayLiteralExpression(node) ? node.elements : [node];
  return parts.map((one) => textOf(one, branch, source)).filter(Boolean);
}

/** A choice inside a template stands as its last words, anything else as the last name of its path. */
function placeholder(node, branch, source) {
  const text = ts.isConditionalExpression(node) ? textOf(node, branch, source) : '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (text !== '') return text.includes(' / ') ? `(${text})` : text;
  const names = node.getText(source).match(/[A-Za-z]+/g) ?? [];
  const dull = new Set([
    'toLocaleString',
    'en',
    'join',
    'map',
    'length',
    'slice',
    'toISOString',
    'String',
    'show',
    'text',
    'trim',
    'toFixed',
    'listNames',
    'toExponential',
  ]);
  const name = names.filter((one) => !dull.has(one)).at(-1) ?? 'value';
  return `<${plainer[name] ?? name}>`;
}

/** Names of the source in words that a reader knows. */
const plainer = {
  pointer: 'place',
  missingProperty: 'key',
  data: 'value',
  future: 'key',
  split: 'scheme',
  present: 'file',
  timeoutMs: 'seconds',
  or: 'what it must be',
  environmentId: 'id',
  written: 'column',
};

const property = (object, name) =>
  object.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === name);
const givenFor = (object, name) => {
  const one = object && property(object, name);
  return one && ts.isPropertyAssignment(one) ? one.initializer : undefined;
};

/** The exit name of the failure that this node is part of, when one stands around it (or in the function that it is handed to). */
function exitOf(node, file, branch) {
  for (let one = node; one; one = one.parent) {
    if (ts.isNewExpression(one) && one.expression.getText(file.source) === 'CrmError')
      return textOf(one.arguments?.[0], branch, file.source);
    if (ts.isCallExpression(one) && ts.isIdentifier(one.expression)) {
      const name = file.failures.get(one.expression.text);
      if (name) return name;
    }
  }
  return undefined;
}

/** Functions of a file that wrap their arguments into a CrmError, with its exit name. */
function failuresOf(source) {
  const failures = new Map();
  const visit = (node, name) => {
    const own =
      ts.isFunctionDeclaration(node) ||
      (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer));
    const here = own && node.name ? node.name.text : name;
    if (here && ts.isNewExpression(node) && node.expression.getText(source) === 'CrmError')
      failures.set(here, textOf(node.arguments?.[0], undefined, source));
    ts.forEachChild(node, (child) => visit(child, here));
  };
  visit(source, undefined);
  return failures;
}

/** The facts around a code: the object that holds it, or the arguments that follow it. */
function factsOf(node, file) {
  const { source } = file;
  let [one, branch] = [node, undefined];
  while (
    one.parent &&
    (ts.isParenthesizedExpression(one.parent) ||
      ts.isAsExpression(one.parent) ||
      ts.isConditionalExpression(one.parent))
  ) {
    if (ts.isConditionalExpression(one.parent) && one !== one.parent.condition)
      branch = { condition: one.parent.condition.getText(source), index: one === one.parent.whenTrue ? 0 : 1 };
    one = one.parent;
  }
  const exit = exitOf(node, file, branch);
  const text = (expression) => textOf(expression, branch, source);
  if (ts.isPropertyAssignment(one.parent) && ts.isObjectLiteralExpression(one.parent.parent)) {
    const object = one.parent.parent;
    return {
      exit,
      severity: text(givenFor(object, 'severity')),
      summary: text(givenFor(object, 'summary')) || handedIn(object, 'summary', file),
      why: text(givenFor(object, 'why')) || handedIn(object, 'why', file),
      next: stepsOf(givenFor(object, 'next'), branch, source),
    };
  }
  if (ts.isCallExpression(one.parent)) {
    const [summary, why, ...next] = one.parent.arguments.slice(one.parent.arguments.indexOf(one) + 1).map(text);
    return { exit, summary, why, next: next.filter(Boolean) };
  }
  return { exit };
}

/** Where no words stand beside a code, they are in tables of the same file; `code === 'KEY' ? a : b` tells an entry apart. */
function allFactsOf(node, file) {
  const facts = factsOf(node, file);
  if (facts.summary || facts.why || !ts.isConditionalExpression(node.parent)) return [facts];
  const key = /'(\w+)'/.exec(node.parent.condition.getText(file.source))?.[1];
  const wanted = node.parent.whenTrue === node;
  const entries = [facts];
  const visit = (one) => {
    if (
      ts.isObjectLiteralExpression(one) &&
      property(one, 'summary') &&
      property(one, 'why') &&
      !property(one, 'code')
    ) {
      const name = ts.isPropertyAssignment(one.parent) ? one.parent.name.getText(file.source) : '';
      const text = (part) => textOf(givenFor(one, part), undefined, file.source);
      if ((name === key) === wanted)
        entries.push({ summary: text('summary'), why: text('why'), next: [text('next')].filter(Boolean) });
    }
    ts.forEachChild(one, visit);
  };
  visit(file.source);
  return entries;
}

/** A text that is handed to the function around the object: what the calls of it in this file say. */
function handedIn(object, name, { source }) {
  const own = property(object, name);
  if (
    !own ||
    !(ts.isShorthandPropertyAssignment(own) || (ts.isPropertyAssignment(own) && ts.isIdentifier(own.initializer)))
  )
    return '';
  let around = object;
  while (around && !ts.isFunctionDeclaration(around) && !ts.isArrowFunction(around)) around = around.parent;
  const called = (around?.name ?? around?.parent?.name)?.getText(source);
  const position = around?.parameters.findIndex((one) => one.name.getText(source).includes(name)) ?? -1;
  if (!called || position < 0) return '';
  const texts = new Set();
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === called) {
      const argument = node.arguments[position];
      const value = argument && ts.isObjectLiteralExpression(argument) ? givenFor(argument, name) : argument;
      texts.add(textOf(value, undefined, source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...texts].filter(Boolean).join(' / ');
}

function readLiteral(node, file) {
  const compared = ts.isBinaryExpression(node.parent) || ts.isCaseClause(node.parent);
  if (isCode(node.text) && !compared && !foreign.has(node.text.split('.')[0]))
    for (const facts of allFactsOf(node, file)) record(node.text, facts);
  const parent = node.parent;
  const bare = /^[A-Z][A-Z0-9_]+$/.test(node.text) && besideSchemas.has(file.path);
  let up = node;
  while (ts.isConditionalExpression(up.parent)) up = up.parent;
  if (
    bare &&
    (ts.isPropertyAssignment(parent) || ts.isConditionalExpression(parent)) &&
    up.parent.name?.getText(file.source) === 'code'
  )
    for (const noun of nounsOf[file.path])
      if (canGive(noun, node.text)) record(`${noun}.${node.text}`, factsOf(node, file));
}

function readTemplate(node, file) {
  const [span] = node.templateSpans;
  if (node.head.text === 'SYSTEM.') return readSystem(file);
  const reason = /^\.([A-Z][A-Z0-9_]*)$/.exec(span?.literal.text ?? '')?.[1];
  if (
    node.head.text !== '' ||
    node.templateSpans.length !== 1 ||
    reason === undefined ||
    !/noun/i.test(span.expression.getText(file.source))
  )
    return undefined;
  const nouns = nounsOf[file.path] ?? (file.path.startsWith('validate/rules/') ? undefined : every);
  if (!nouns) throw new Error(`${file.path} makes codes of a noun: say in scripts/errors.js which nouns it can be`);
  for (const noun of nouns) record(`${noun}.${reason}`, factsOf(node, file));
  return undefined;
}

/** Failures of the operating system and of SQLite: the table `causes` has their words. */
function readSystem({ source }) {
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText(source) === 'causes')
      for (const one of node.initializer.properties) {
        const [exit, summary, next] = ['exit', 'summary', 'next'].map((name) =>
          textOf(givenFor(one.initializer, name), undefined, source),
        );
        record(`SYSTEM.${one.name.getText(source)}`, { exit, severity: 'error', summary, next: [next] });
      }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** `<NOUN>.UNKNOWN_<WHAT>`: the words are those of validate/unknown-reference.ts. */
function readReferences(file) {
  const named = new Set();
  const visit = (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText(file.source) === 'noun' &&
      ts.isStringLiteralLike(node.initializer)
    )
      named.add(node.initializer.text);
    if (
      ts.isCallExpression(node) &&
      node.expression.getText(file.source) === 'check' &&
      node.arguments[1] &&
      ts.isStringLiteralLike(node.arguments[1])
    )
      named.add(node.arguments[1].text);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  const listed = references[file.path] ?? {};
  if ([...named].sort().join() !== [...new Set(Object.values(listed).flat())].sort().join())
    throw new Error(`${file.path} refers to ${[...named].join(', ')}: scripts/errors.js lists other names`);
  for (const [noun, things] of Object.entries(listed))
    for (const thing of things)
      record(`${noun}.UNKNOWN_${thing.toUpperCase().replaceAll(' ', '_')}`, {
        severity: 'error',
        summary: `there is no ${thing} \`<name>\``,
        why: 'Known: the names that are defined.',
        next: [`Name one that exists, or define the ${thing} \`<name>\`.`],
      });
}

function read(path, failures) {
  const source = ts.createSourceFile(path, readFileSync(join(root, 'src', path), 'utf8'), ts.ScriptTarget.Latest, true);
  const file = { path, source, failures: failures ?? failuresOf(source) };
  const visit = (node) => {
    if (ts.isStringLiteralLike(node)) readLiteral(node, file);
    else if (ts.isTemplateExpression(node)) readTemplate(node, file);
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (/from '.*unknown-reference\.ts'/.test(source.text)) readReferences(file);
}

const titles = {
  APPLY: 'Applying',
  CAMPAIGN: 'Campaign files',
  CHANNEL: 'Channels',
  DEMO: 'Made-up people',
  ENVIRONMENT: 'Environments and their variables',
  FILE: 'Files of the workspace',
  IMPORT: 'Importing CSV',
  INIT: 'Starting a workspace',
  INTERNAL: 'Bugs',
  LEDGER: 'The ledger',
  LOCK: 'Locks',
  PERSONA: 'Persona files',
  PLAN: 'Plans',
  REPORT: 'Reports',
  SEGMENT: 'Segment files',
  SEND: 'Sending',
  STORE: 'The store',
  SYSTEM: 'The machine',
  TEMPLATE: 'Template files',
  USAGE: 'The command line',
  WORKSPACE: 'crm.yaml',
};

const exitCodes = new Map(
  [...readFileSync(join(root, 'src/base/exit.ts'), 'utf8').matchAll(/^ {2}(\w+): (\d+),$/gm)].map(([, name, code]) => [
    name,
    code,
  ]),
);

/** What stands below the heading of a code. */
function bodyOf(code) {
  const { texts, exits, severities } = found.get(code);
  const notes = [
    ...[...severities].filter((one) => one !== 'error' && one !== ''),
    ...[...exits].filter((one) => exitCodes.has(one)).map((one) => `exit ${exitCodes.get(one)} (${one})`),
  ];
  const lines = notes.length > 0 ? ['', `*${notes.join(', ')}*`] : [];
  for (const { summary, why, next } of texts.values()) {
    if (summary) lines.push('', clean(summary));
    lines.push('');
    if (why) lines.push(`- why: ${clean(why)}`);
    for (const step of next) lines.push(`- next: ${clean(step)}`);
    if (lines.at(-1) === '') lines.pop();
  }
  return lines;
}

/** Codes that every kind of file has are told once. */
function sharedReasons(codes) {
  const shared = new Map();
  for (const code of codes) {
    const [, reason] = code.split('.');
    const bodies = definitions
      .filter((noun) => found.has(`${noun}.${reason}`))
      .map((noun) => bodyOf(`${noun}.${reason}`).join('\n'));
    if (bodies.length >= definitions.length - 1 && bodies.every((body) => body === bodies[0]))
      shared.set(reason, bodies[0]);
  }
  return shared;
}

function render() {
  const codes = [...found.keys()].sort();
  const shared = sharedReasons(codes);
  const isShared = (code) => {
    const [noun, reason] = code.split('.');
    return every.includes(noun) && shared.get(reason) === bodyOf(code).join('\n');
  };
  const lines = [
    '# Errors and warnings',
    '',
    '<!-- Written by scripts/errors.js from the source. Do not edit: change the text where it stands, then run "node scripts/errors.js". -->',
    '',
    `All ${codes.length} codes that crm can print, by what they are about. \`<name>\` stands for what is filled in, \`a / b\` for one or the other.`,
    'Exit codes are explained in [exit-codes.md](exit-codes.md). A code without one is a finding: it is shown with all others, and an error among',
    'them ends the command with exit 3 (invalid).',
    '',
    '## Any file of the workspace',
  ];
  for (const reason of [...shared.keys()].sort()) {
    const all = every.filter((noun) => found.has(`${noun}.${reason}`) && isShared(`${noun}.${reason}`));
    lines.push('', `### ${all.map((noun) => `${noun}.${reason}`).join(', ')}`, ...bodyOf(`${all.at(-1)}.${reason}`));
  }
  let noun = '';
  for (const code of codes.filter((one) => !isShared(one))) {
    const [head = ''] = code.split('.');
    if (head !== noun) lines.push('', `## ${head}: ${titles[head] ?? head.toLowerCase()}`);
    noun = head;
    lines.push('', `### ${code}`, ...bodyOf(code));
  }
  return `${lines.join('\n')}\n`;
}

/** One line, with what is filled in as code, so that no renderer takes it for HTML. */
const clean = (text) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/`[^`]*`|<[^<>]*>/g, (part) => (part.startsWith('`') ? part : `\`${part}\``))
    .replaceAll('``', '` `');

for (const path of readdirSync(join(root, 'src'), { recursive: true })
  .map((name) => name.replaceAll('\\', '/'))
  .sort())
  if (path.endsWith('.ts') && !path.startsWith('model/generated/') && !path.endsWith('.d.ts')) read(path);
read('../bin/crm.js', new Map([['refuse', 'usage']]));
const text = render();
if (!process.argv.includes('--check')) writeFileSync(join(root, target), text);
else if (readFileSync(join(root, target), 'utf8') !== text) {
  process.stderr.write(`${target} is not what the source says: run "node scripts/errors.js".\n`);
  process.exitCode = 1;
}
