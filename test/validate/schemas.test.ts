import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/run-crm.ts';

const files = readdirSync(join(projectRoot, 'schemas'));

describe('our own schemas', () => {
  it.each(files)('%s is a valid, strict schema', (file) => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true });
    formats.default(ajv);
    const schema = JSON.parse(readFileSync(join(projectRoot, 'schemas', file), 'utf8')) as object;
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('are what the types were generated from', () => {
    execFileSync(process.execPath, ['scripts/generate.js', '--check'], { cwd: projectRoot });
  });

  it('have patterns that no text can hang', () => {
    const attacks = [
      'a'.repeat(5000),
      '1'.repeat(5000),
      `${'a-'.repeat(2500)}!`,
      ' '.repeat(5000),
      `${'a.'.repeat(2500)}\u0000`,
    ];
    const patterns = files.flatMap((file) =>
      [...readFileSync(join(projectRoot, 'schemas', file), 'utf8').matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(
        ([, text]) => String(JSON.parse(text ?? '""')),
      ),
    );
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of new Set(patterns)) {
      const expression = new RegExp(pattern, 'u');
      // One that backtracks without end would not come back from here.
      for (const attack of attacks) expect(typeof expression.test(attack)).toBe('boolean');
    }
  });
});
