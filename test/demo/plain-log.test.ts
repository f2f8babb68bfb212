import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/run-crm.ts';

type Bold = (text: string, where: { stream: { isTTY?: boolean }; env: Record<string, string> }) => string;

// The script is plain JavaScript, without types.
const { bold } = (await import(pathToFileURL(join(projectRoot, 'scripts/bold.js')).href)) as { bold: Bold };

const terminal = { isTTY: true };
const file = {};

describe('npm run demo > log', () => {
  it('has no colour codes, a terminal has', () => {
    expect(bold('$ crm plan', { stream: file, env: {} })).toBe('$ crm plan');
    expect(bold('$ crm plan', { stream: terminal, env: {} })).toBe('\u001b[1m$ crm plan\u001b[0m');
  });

  it('NO_COLOR and FORCE_COLOR count as they do for crm', () => {
    expect(bold('x', { stream: terminal, env: { NO_COLOR: '1' } })).toBe('x');
    expect(bold('x', { stream: terminal, env: { FORCE_COLOR: '0' } })).toBe('x');
    expect(bold('x', { stream: file, env: { FORCE_COLOR: '1' } })).toBe('\u001b[1mx\u001b[0m');
    expect(bold('x', { stream: file, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).toBe('x');
  });

  it('every code that the demo writes goes through it', () => {
    expect(readFileSync(join(projectRoot, 'scripts/demo-run.js'), 'utf8')).not.toMatch(/\\u001b|\\x1b|\\033/);
  });
});
