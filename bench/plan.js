import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds } from './cpu-seconds.js';

const root = join(import.meta.dirname, '..');
const crm = [process.execPath, join(root, 'bin/crm.js')];
const plan = [...crm, 'plan', '--refresh', 'none'];
const terraform = spawnSync('terraform', ['version']).status === 0;

/** `crm plan --refresh none` of N, 3 N and 10 N campaigns of which none has changed, beside `terraform plan` of as many `terraform_data`. */
export function bench() {
  const rows = [300, 1000, 3000].map((count) => {
    const dir = mkdtempSync(join(tmpdir(), 'crm-bench-'));
    try {
      grow(dir, count);
      run([...plan, '--out', 'p.json'], dir);
      run([...crm, 'apply', 'p.json'], dir);
      const lines = run(plan, dir).stdout.trim().split('\n').length;
      const [ours = 0] = cpuSeconds([plan], { rounds: 5, cwd: dir });
      const reference = terraform ? ofTerraform(count) : undefined;
      const beside =
        reference === undefined
          ? ['not installed', '']
          : [`${reference.toFixed(1)} s`, `${(ours / reference).toFixed(3)} x`];
      const most = count === 3000 ? '4 s, 250 MiB' : '';
      return `| ${count} | ${ours.toFixed(2)} s | ${Math.round(peak(dir) / 1024)} MiB | ${lines} | ${beside.join(' | ')} | ${most} |`;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
  return [
    '| campaigns | crm plan | peak | lines printed | terraform plan | ratio | at most |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function run([command = '', ...args], cwd) {
  const ran = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (ran.status !== 0) throw new Error(`${args.join(' ')}: ${ran.stderr}`);
  return ran;
}

/** The most memory that one plan took, in KiB. */
function peak(dir) {
  const say = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))";
  const [node, ...rest] = plan;
  const { stderr } = run([node, `--import=data:text/javascript,${say}`, ...rest], dir);
  return Number(/peak (\d+)$/.exec(stderr)?.[1]);
}

/** The example with copies of one campaign under other names; who it is for is not looked at. */
function grow(dir, count) {
  for (const part of ['crm.yaml', 'personas', 'segments', 'templates', 'campaigns'])
    cpSync(join(root, part), join(dir, part), { recursive: true });
  // Rules about people deny what nobody counted.
  const config = readFileSync(join(dir, 'crm.yaml'), 'utf8')
    .replace(/: deny\b/g, ': warn')
    .replace(/^policies:$/m, 'policies:\n  segment.population: warn');
  writeFileSync(join(dir, 'crm.yaml'), config);
  run([...crm, 'demo', 'seed', '--people', '100'], dir);
  const text = readFileSync(join(root, 'campaigns/weekend-live.yaml'), 'utf8');
  for (let i = 0; i < count; i += 1)
    writeFileSync(
      join(dir, `campaigns/copy-${i}.yaml`),
      text
        .replace(/^title: .*$/m, `title: Copy ${i}`)
        .replace(/^( *salt: )(\S+)/m, `$1copy-${i}`)
        .replace(/^purpose:/m, 'status: paused\npurpose:'),
    );
}

function ofTerraform(count) {
  const dir = mkdtempSync(join(tmpdir(), 'crm-bench-tf-'));
  try {
    const block = (i) => `resource "terraform_data" "c${i}" {\n  input = { title = "Copy ${i}", segment = "all" }\n}\n`;
    writeFileSync(join(dir, 'main.tf'), Array.from({ length: count }, (_, i) => block(i)).join(''));
    run(['terraform', 'init', '-no-color'], dir);
    run(['terraform', 'apply', '-auto-approve', '-no-color'], dir);
    return cpuSeconds([['terraform', 'plan', '-no-color']], { rounds: 3, cwd: dir })[0];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
