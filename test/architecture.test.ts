import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly violations: readonly { readonly rule: string; readonly from: string }[];
}

interface CruiserOutput {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

/** What `npm run architecture` sees in a folder that holds a src/. */
function cruise(folder: string): Cruise {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${stderr}${stdout}`);
  const { modules, summary } = JSON.parse(stdout) as CruiserOutput;
  return { modules, violations: summary.violations.map(({ rule, from }) => ({ rule: rule.name, from })) };
}

test('src/ keeps the rules, and was seen', () => {
  const { modules, violations } = cruise(root);
  expect(violations).toEqual([]);
  // A cruise of nothing finds nothing wrong.
  expect(modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThanOrEqual(200);
});

interface Plant {
  readonly what: string;
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const use = (name: string, from: string): string =>
  `import { ${name} } from '${from}';\nexport const planted = ${name};\n`;

const plants: readonly Plant[] = [
  {
    what: 'a step imports a step',
    rule: 'plan-alone',
    file: 'src/plan/planted.ts',
    text: use('deliver', '../deliver/index.ts'),
  },
  {
    what: 'a step imports a type of a step',
    rule: 'report-alone',
    file: 'src/report/planted-type.ts',
    text: "import type { DeliverRequest } from '../deliver/index.ts';\nexport type Planted = DeliverRequest;\n",
  },
  {
    what: 'a step imports app',
    rule: 'pull-alone',
    file: 'src/pull/planted.ts',
    text: use('makePlan', '../app/make-plan.ts'),
  },
  {
    what: 'base imports model',
    rule: 'base-knows-nothing',
    file: 'src/base/planted.ts',
    text: "import type { Workspace } from '../model/workspace.ts';\nexport type Planted = Workspace;\n",
  },
  {
    what: 'model imports a step',
    rule: 'model-knows-base',
    file: 'src/model/planted.ts',
    text: use('load', '../load/index.ts'),
  },
  {
    what: 'app imports cli',
    rule: 'app-below-cli',
    file: 'src/app/planted-cli.ts',
    text: use('createIo', '../cli/io.ts'),
  },
  {
    what: 'cli imports a step',
    rule: 'cli-calls-app-only',
    file: 'src/cli/planted.ts',
    text: use('compile', '../compile/index.ts'),
  },
  {
    what: 'a view runs app',
    rule: 'views-take-values',
    file: 'src/cli/views/planted.ts',
    text: use('makePlan', '../../app/make-plan.ts'),
  },
  {
    what: 'a step is entered beside its index',
    rule: 'enter-by-index',
    file: 'src/app/planted-inside.ts',
    text: use('decide', '../deliver/audience/decide.ts'),
  },
  {
    what: 'a pure folder reads files',
    rule: 'pure-does-no-io',
    file: 'src/report/planted.ts',
    text: use('readFileSync', 'node:fs'),
  },
  {
    what: 'a pure folder looks at the process',
    rule: 'pure-does-no-io',
    file: 'src/compile/planted.ts',
    text: "import process from 'node:process';\nexport const planted = process.env;\n",
  },
  {
    what: 'files outside their doors',
    rule: 'door-files',
    file: 'src/apply/planted.ts',
    text: use('writeFileSync', 'node:fs'),
  },
  {
    what: 'files outside their doors, loaded late',
    rule: 'door-files',
    file: 'src/deliver/planted.ts',
    text: "export const planted = async () => (await import('node:fs/promises')).readFile;\n",
  },
  {
    what: 'SQLite outside store and ledger',
    rule: 'door-database',
    file: 'src/app/planted-database.ts',
    text: "import Database from 'better-sqlite3';\nexport const planted = Database;\n",
  },
  {
    what: 'knex outside its doors',
    rule: 'door-knex',
    file: 'src/app/planted-knex.ts',
    text: "import knex from 'knex';\nexport const planted = knex;\n",
  },
  {
    what: 'the network outside channels',
    rule: 'door-network',
    file: 'src/app/planted-net.ts',
    text: use('connect', 'node:net'),
  },
  { what: 'chalk outside cli', rule: 'door-terminal', file: 'src/app/planted-chalk.ts', text: use('Chalk', 'chalk') },
  {
    what: 'a development package in the product',
    rule: 'no-orphans-from-node-modules',
    file: 'src/app/planted-dev.ts',
    text: "import fc from 'fast-check';\nexport const planted = fc;\n",
  },
  {
    what: 'a file that is not there',
    rule: 'resolvable',
    file: 'src/app/planted-lost.ts',
    text: use('nothing', './not-there.ts'),
  },
  { what: 'a cycle', rule: 'no-cycle', file: 'src/stats/planted-a.ts', text: use('other', './planted-b.ts') },
];

const rules = new Set(
  (createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] }).forbidden.map(
    ({ name }) => name,
  ),
);

describe('a planted violation is reported by its rule', () => {
  let folder = '';
  let found: Cruise['violations'] = [];

  beforeAll(() => {
    // Its own folder, with the same configuration; packages are looked up through a link.
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'crm-architecture-'));
    for (const path of ['src', 'schemas', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const other = {
      file: 'src/stats/planted-b.ts',
      text: 'import { planted } from "./planted-a.ts";\nexport const other = planted;\n',
    };
    for (const { file, text } of [...plants, other]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    found = cruise(folder).violations;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const { what, rule, file } of plants) {
    // A rule that the configuration does not have (yet) cannot report anything.
    test.skipIf(!rules.has(rule))(`${what}: ${rule}`, () => {
      expect(found).toContainEqual({ rule, from: file });
    });
  }

  test('and nothing else is', () => {
    const planted = found.filter(({ from }) => /\/planted[\w-]*\.ts$/.test(from));
    expect(found).toEqual(planted);
  });
});
