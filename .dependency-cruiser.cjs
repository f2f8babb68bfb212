/** The architecture as rules; ARCHITECTURE.md explains them, test/architecture.test.ts plants violations of them. */
const steps = [
  'load',
  'validate',
  'compile',
  'plan',
  'apply',
  'deliver',
  'pull',
  'report',
  'stats',
  'compliance',
  'store',
  'ledger',
  'channels',
  'demo',
  'importing',
];
const pure = ['base', 'model', 'validate', 'compile', 'plan', 'report', 'stats', 'compliance', 'demo', 'importing'];
const except = (name) => steps.filter((step) => step !== name);
const folder = (names) => `^src/(${names.join('|')})/`;
const node = (names) => `^(node:)?(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'base-knows-nothing', severity: 'error', from: { path: '^src/base/' }, to: { path: '^src/(?!base/)' } },
    {
      name: 'model-knows-base',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: '^src/(?!(base|model)/)' },
    },
    ...steps.map((step) => ({
      name: `${step}-alone`,
      comment:
        'Steps do not import each other; stats and compliance are arithmetic and law as data, which plan, deliver and report may use.',
      severity: 'error',
      from: { path: `^src/${step}/` },
      to: { path: folder(['app', 'cli', ...except(step).filter((other) => !allowed(step).includes(other))]) },
    })),
    { name: 'app-below-cli', severity: 'error', from: { path: '^src/app/' }, to: { path: '^src/cli/' } },
    {
      name: 'cli-calls-app-only',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/', pathNot: '^src/(cli|app|model|base)/' },
    },
    {
      name: 'views-take-values',
      comment: 'A view gets a value and gives a text; it runs nothing.',
      severity: 'error',
      from: { path: '^src/cli/views/' },
      to: { path: '^src/app/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'door-process',
      severity: 'error',
      from: { path: '^src/', pathNot: [folder(['app', 'cli']), '^src/store/sqlite/(in-child|query-child)\\.ts$'] },
      to: { path: node(['child_process', 'worker_threads', 'cluster']) },
    },
    {
      name: 'enter-by-index',
      comment: 'A step is entered through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: folder(steps), pathNot: ['^src/$1/', '^src/.+/index\\.ts$'] },
    },
    {
      name: 'pure-does-no-io',
      severity: 'error',
      from: { path: folder(pure) },
      to: {
        path: node(['fs', 'net', 'http', 'https', 'child_process', 'os', 'tls', 'dns', 'worker_threads', 'process']),
      },
    },
    {
      name: 'door-files',
      severity: 'error',
      from: { path: '^src/', pathNot: folder(['load', 'store', 'ledger', 'channels', 'app', 'cli']) },
      to: { path: node(['fs']) },
    },
    {
      name: 'door-database',
      severity: 'error',
      from: { path: '^src/', pathNot: folder(['store', 'ledger']) },
      to: { path: 'node_modules/(better-sqlite3|pg|mysql2|@types/better-sqlite3|@types/pg)/' },
    },
    {
      name: 'door-knex',
      severity: 'error',
      from: { path: '^src/', pathNot: folder(['compile', 'store', 'ledger']) },
      to: { path: 'node_modules/knex/' },
    },
    {
      name: 'door-network',
      severity: 'error',
      from: { path: '^src/', pathNot: folder(['channels']) },
      to: {
        path: [
          'node_modules/(nodemailer|undici|web-push)/',
          node(['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns']),
        ],
      },
    },
    {
      name: 'door-terminal',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: 'node_modules/(chalk|commander|ink|string-width)/' },
    },
    {
      name: 'no-orphans-from-node-modules',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.sql'],
    },
  },
};

function allowed(step) {
  if (['plan', 'report', 'deliver'].includes(step)) return ['stats', 'compliance'];
  return [];
}
