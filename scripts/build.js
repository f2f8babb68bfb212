// Bundles src/ into dist/. Dependencies stay outside, but for those that every command or every check of the files needs. Code splitting keeps every command's code apart, so that `crm --version` loads next to nothing.
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const standalone = standaloneCode.default ?? standaloneCode;

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
/** Bundled, these load in a fraction of the time: hundreds of files are one, without what is not needed. */
const bundled = ['commander', 'mjml', 'marked', 'handlebars', 'ajv', 'yaml'];
const draft = `dist.${process.pid}`;
/**
 * What bundled packages load at once and crm never or seldom asks them for, by package: programs as commands (commander), minifying
 * and beautifying (mjml), pages from the network (cheerio). Whoever calls one of them all the same gets a clear error, not a wrong mail.
 */
const spared = [
  { importer: '/commander/', modules: /^node:child_process$/ },
  { importer: '/mjml-core/', modules: /^(htmlnano|cssnano|cssnano-preset-lite|postcss|prettier.*|js-beautify)$/ },
  { importer: '/cheerio/', modules: /^undici$/ },
];
/** Styles are inlined only for `<mj-style inline="inline">`: what does it is loaded then. */
const late = [{ importer: '/mjml-core/', modules: /^juice$/ }];

const sparing = {
  name: 'sparing',
  setup(bundle) {
    const has = (list, { path, importer }) =>
      list.some((one) => importer.includes(one.importer) && one.modules.test(path));
    bundle.onResolve({ filter: /.*/ }, (asked) => {
      if (has(spared, asked)) return { path: asked.path, namespace: 'spared' };
      return has(late, asked)
        ? { path: asked.path, namespace: 'late', pluginData: { from: asked.resolveDir } }
        : undefined;
    });
    bundle.onLoad({ filter: /.*/, namespace: 'spared' }, ({ path }) => ({
      contents: `const refuse = () => { throw new Error(${JSON.stringify(`${path} is not part of crm`)}); };
        module.exports = new Proxy(refuse, { get: (_, name) => (name === '__esModule' ? undefined : refuse) });`,
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'late' }, ({ path, pluginData }) => ({
      contents: `module.exports = new Proxy(() => {}, {
        apply: (target, self, given) => require(${JSON.stringify(path)})(...given),
        get: (target, name) => (name === '__esModule' ? undefined : require(${JSON.stringify(path)})[name]),
      });`,
      resolveDir: pluginData.from,
    }));
  },
};

/** In place of src/validate/accepts.ts: what it does, compiled from the schemas now instead of at every start. */
const compiledSchemas = {
  name: 'compiled schemas',
  setup(bundle) {
    bundle.onLoad({ filter: /src[\\/]validate[\\/]accepts\.ts$/ }, () => {
      const nouns = ['workspace', 'campaign', 'segment', 'template', 'persona'];
      const schemas = nouns.map((noun) => JSON.parse(readFileSync(`schemas/${noun}.schema.json`, 'utf8')));
      const ajv = new Ajv2020({
        schemas,
        strictTypes: false,
        allowUnionTypes: true,
        messages: false,
        code: { source: true, esm: true },
      });
      const code = standalone(ajv, Object.fromEntries(nouns.map((noun, i) => [noun, schemas[i].$id])));
      const accepts = `const validators = { ${nouns.join(', ')} };\nexport const accepts = (noun, value) => validators[noun](value);`;
      return { contents: `${code}\n${accepts}`, resolveDir: process.cwd() };
    });
  },
};

/**
 * An `import` of one of Node's own modules reads every export once, and so loads streams, decoders and more that nobody asked for:
 * a quarter of the time of `crm --version`. Taken as an object, only what is named is read. Lines stay as they are, for the source maps.
 */
function takeBuiltins(text) {
  const get = (name) => `globalThis.process.getBuiltinModule(${name});`;
  return text
    .replace(/^import (\w+) from ("node:[\w/]+");$/gm, (_, local, name) => `const ${local} = ${get(name)}`)
    .replace(
      /^import (\{[^}]*\}) from ("node:[\w/]+");$/gm,
      (_, names, name) => `const ${names.replace(/ as /g, ': ')} = ${get(name)}`,
    );
}
/** What the authors of bundled packages ask for: their licences, beside their code. */
function licenses(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

const { metafile } = await build({
  metafile: true,
  plugins: [sparing, compiledSchemas],
  entryPoints: { main: 'src/cli/main.ts', 'query-child': 'src/store/sqlite/query-child.ts' },
  outdir: draft,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.12',
  external: Object.keys(dependencies)
    .filter((name) => !bundled.includes(name))
    .flatMap((name) => [name, `${name}/*`]),
  banner: {
    js: "const require = globalThis.process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
  sourcemap: true,
  logLevel: 'warning',
});
for (const file of readdirSync(draft).filter((name) => name.endsWith('.js'))) {
  const path = `${draft}/${file}`;
  writeFileSync(path, takeBuiltins(readFileSync(path, 'utf8')));
}
writeFileSync(`${draft}/licenses.txt`, licenses(Object.keys(metafile.inputs)));
// Put in place whole: a command that runs meanwhile finds the old build or the new one.
rmSync('dist', { recursive: true, force: true });
renameSync(draft, 'dist');
