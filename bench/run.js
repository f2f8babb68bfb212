// `npm run bench -- NAME` runs one benchmark, without a name all; what they print goes to bench/RESULTS.md under their name.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const parts = new Set(['run', 'cpu-seconds', 'big-store', 'in-turns']);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !parts.has(name));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`there is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}\n`);
  process.exit(4);
}

const target = join(folder, 'RESULTS.md');
const sections = new Map(
  readFileSync(target, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1).trim()]),
);
for (const name of wanted.length > 0 ? wanted : names) {
  const { bench } = await import(`./${name}.js`);
  const table = await bench();
  process.stdout.write(`${name}\n${table}\n\n`);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`;
  sections.set(name, `\`npm run bench -- ${name}\`, ${new Date().toISOString().slice(0, 10)}, ${machine}\n\n${table}`);
}
const body = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `## ${name}\n\n${text}\n`);
writeFileSync(
  target,
  `# Results of the benchmarks\n\nWritten by bench/run.js. CPU seconds are medians.\n\n${body.join('\n')}`,
);
