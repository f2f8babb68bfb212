// Writes src/model/generated/<noun>.ts from schemas/<noun>.schema.json. `npm run generate -- --check` only compares.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compileFromFile } from 'json-schema-to-typescript';

const check = process.argv.includes('--check');
/** Shapes that are printed, not read; a test holds what is printed against them. */
const outputs = ['plan.schema.json', 'report.schema.json'];
mkdirSync('src/model/generated', { recursive: true });
let stale = 0;
for (const file of readdirSync('schemas').filter((name) => name.endsWith('.schema.json') && !outputs.includes(name))) {
  const noun = file.replace('.schema.json', '');
  const types = await compileFromFile(`schemas/${file}`, {
    cwd: 'schemas',
    bannerComment: `/** Generated from schemas/${file} by "npm run generate". Do not edit. */`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const target = `src/model/generated/${noun}.ts`;
  let current = '';
  try {
    current = readFileSync(target, 'utf8');
  } catch {}
  if (current === types) continue;
  stale += 1;
  if (check) process.stderr.write(`${target} is not what schemas/${file} says: run "npm run generate".\n`);
  else writeFileSync(target, types);
}
if (check && stale > 0) process.exitCode = 1;
