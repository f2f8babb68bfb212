import { join } from 'node:path';
import { cpuSeconds } from './cpu-seconds.js';

const crm = join(import.meta.dirname, '../bin/crm.js');
const most = 1.6;

/** `crm --version` and `crm --help` against a Node that does nothing. */
export function bench() {
  const commands = [
    ['-e', '0'],
    [crm, '--version'],
    [crm, '--help'],
  ].map((words) => [process.execPath, ...words]);
  const [nothing = 0, ...ours] = cpuSeconds(commands, { rounds: 11, repeat: 10, cwd: import.meta.dirname });
  const row = (name, seconds) =>
    `| ${name} | ${(seconds * 1000).toFixed(0)} ms | ${(seconds / nothing).toFixed(2)} x | ${most} x |`;
  return [
    '| command | CPU | ratio | at most |',
    '| --- | --- | --- | --- |',
    `| node -e 0 | ${(nothing * 1000).toFixed(0)} ms | 1 x | |`,
    ...ours.map((seconds, i) => row(['crm --version', 'crm --help'][i], seconds)),
  ].join('\n');
}
