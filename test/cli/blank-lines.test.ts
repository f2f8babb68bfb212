import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/ensure-built.ts';
import { projectRoot, runCrm, tempDir } from '../support/run-crm.ts';

const at = ['--as-of', '2026-11-06T01:05:00Z'];

/** What a terminal shows: stdout and stderr in the order in which they were written. */
function shown(cwd: string, ...args: string[]): string {
  ensureBuilt();
  const command = [process.execPath, join(projectRoot, 'bin/crm.js'), ...args];
  const { stdout } = spawnSync('sh', ['-c', '"$@" 2>&1', 'sh', ...command], { cwd, encoding: 'utf8' });
  return stdout;
}

describe('between findings and results', () => {
  const dir = tempDir();
  beforeAll(async () => {
    // No events: a warning. An address that is none: another one, of the import.
    writeFileSync(
      join(dir, 'people.csv'),
      'id,nickname,email,joined_at\n1,a,a@shop.example,2026-11-05\n2,b,b,2026-11-05\n',
    );
    expect((await runCrm(['init'], { cwd: dir })).code).toBe(0);
    expect((await runCrm(['store', 'import', '--people', 'people.csv'], { cwd: dir })).code).toBe(0);
  });

  const commands: readonly (readonly [string, readonly string[], string])[] = [
    ['store import', ['--people', 'people.csv', '--replace'], 'people: 2 rows'],
    ['validate', ['--store'], 'Valid.'],
    ['plan', at, 'crm plan'],
    ['apply', ['--auto-approve', ...at], 'crm plan'],
    ['apply', ['--auto-approve', ...at], 'No changes.'],
  ];

  it.each(commands)('crm %s has one blank line', (command, flags, result) => {
    const text = shown(dir, ...command.split(' '), ...flags);
    expect(text).toMatch(/^\S+ warning [A-Z]+\.[A-Z_]+\n/);
    expect(text).toContain(`\n\n${result}`);
    expect(text).not.toMatch(/\n\n\n|^\n|\n\n$/);
  });

  it('what apply did stands apart from the plan that it shows', () => {
    expect(shown(dir, 'apply', '--auto-approve', ...at)).toMatch(/No changes\.[^\n]*\n(?:Policy[^\n]*\n)?\n\S/);
  });

  it('findings alone end without one, results alone begin without one', () => {
    expect(shown(dir, 'segment', 'count', 'nobody')).toMatch(/^error SEGMENT\.UNKNOWN\n[\s\S]*[^\n]\n$/);
    expect(shown(dir, 'segment', 'count')).toMatch(/^segment +people/);
    expect(shown(dir, 'segment', 'count')).not.toMatch(/\n\n/);
  });

  it('a pipe gets the result alone, without a blank line', async () => {
    const { stdout, stderr } = await runCrm(['validate', '--store'], { cwd: dir });
    expect(stdout).toMatch(/^Valid\. [^\n]*\n$/);
    expect(stderr).toContain('warning WORKSPACE.NO_EVENTS');
  });
});
