import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds } from './cpu-seconds.js';

const root = join(import.meta.dirname, '..');
const kinds = ['segments', 'templates', 'campaigns'];
const most = 0.5;

/** `crm validate` on the example workspace, grown to N, 3 N and 10 N files; the reference only reads and parses them. */
export function bench() {
  const rows = [50, 150, 500].map((files) => {
    const dir = mkdtempSync(join(tmpdir(), 'crm-bench-'));
    try {
      grow(dir, files);
      const parse = [
        process.execPath,
        '--input-type=module',
        '-e',
        parseAll,
        join(root, 'node_modules/yaml/dist/index.js'),
      ];
      const commands = [parse, [process.execPath, join(root, 'bin/crm.js'), 'validate']];
      const [reference = 0, ours = 0] = cpuSeconds(commands, { rounds: 11, cwd: dir });
      return `| ${files} | ${ours.toFixed(2)} s | ${reference.toFixed(2)} s | ${(ours / reference).toFixed(2)} x | ${files === 50 ? `${most} s` : ''} |`;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
  return ['| files | crm validate | yaml alone | ratio | at most |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const parseAll = `
  import { readdirSync, readFileSync } from 'node:fs';
  const { parseDocument } = (await import(process.argv[1])).default;
  for (const file of readdirSync('.', { recursive: true }).filter((name) => name.endsWith('.yaml')))
    parseDocument(readFileSync(file, 'utf8'));
`;

/** The example, and copies of its definitions under other names until there are so many files. */
function grow(dir, files) {
  for (const part of ['crm.yaml', 'personas', ...kinds]) cpSync(join(root, part), join(dir, part), { recursive: true });
  let count = readdirSync(dir, { recursive: true }).filter((name) => name.endsWith('.yaml')).length;
  const originals = kinds.flatMap((kind) => readdirSync(join(root, kind)).map((file) => ({ kind, file })));
  for (let i = 0; count < files; i += 1, count += 1) {
    const { kind, file } = originals[i % originals.length];
    const text = readFileSync(join(root, kind, file), 'utf8').replace(/^( *salt: )(\S+)/m, `$1$2-${i}`);
    writeFileSync(join(dir, kind, file.replace('.yaml', `-${i}.yaml`)), text);
  }
}
