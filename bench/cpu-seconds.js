import { spawnSync } from 'node:child_process';

/**
 * The median CPU time (user and system) of commands that take turns, so that a busy machine is as unkind to one as to the other.
 * Commands are words; the shell's `times` counts what they used, in hundredths: short ones are repeated.
 */
export function cpuSeconds(commands, { rounds, repeat = 1, cwd }) {
  const used = commands.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [i, words] of commands.entries()) used[i].push(timed(words, repeat, cwd) / repeat);
  return used.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]);
}

function timed(words, repeat, cwd) {
  const script = 'n=$1; shift; while [ $n -gt 0 ]; do "$@" >/dev/null || exit 1; n=$((n - 1)); done; times';
  const { stdout, status } = spawnSync('sh', ['-c', script, 'sh', String(repeat), ...words], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')} failed`);
  // Two lines: the shell's own user and system time, then those of what it ran.
  const children = stdout.trim().split('\n').at(-1) ?? '';
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}
