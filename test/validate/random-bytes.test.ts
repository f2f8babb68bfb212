import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';
import { validate } from '../../src/validate/index.ts';

/** More with `npm run test:deep`. */
const numRuns = process.env.CRM_TEST_DEEP ? 1000 : 100;
const project = fileURLToPath(new URL('../..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'crm-random-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
for (const part of ['crm.yaml', 'campaigns', 'segments', 'templates', 'personas'])
  cpSync(join(project, part), join(dir, part), { recursive: true });
const files = [
  'crm.yaml',
  ...['campaigns', 'segments', 'templates', 'personas'].flatMap((folder) =>
    readdirSync(join(dir, folder)).map((name) => `${folder}/${name}`),
  ),
];

/** Bytes that mean something to YAML or to the copy language, and bytes that mean nothing to anybody. */
const piece = fc.oneof(
  fc
    .constantFrom(
      ...'{}[]:,-#&*!|>%@`"\'\n\t ?~',
      '\r\n',
      '{{',
      '}}',
      '---\n',
      '<<: ',
      '*a',
      '&a ',
      '!!js/function ',
      '- - ',
      '? ',
      'null',
      '.nan',
      '1e999',
      '가',
      '🐳',
      '\ufeff',
      '__proto__: 1\n',
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
);
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 12 }),
  piece,
});

function mutate(bytes: Buffer, { at, cut, piece: inserted }: { at: number; cut: number; piece: Buffer }): Buffer {
  const offset = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, offset), inserted, bytes.subarray(offset + cut)]);
}

function check(): void {
  const { tree, diagnostics } = load(dir);
  const { workspace, diagnostics: validating } = validate(tree);
  const all = [...diagnostics, ...validating];
  if (!all.some(({ severity }) => severity === 'error')) expect(workspace).toBeDefined();
  for (const { code, summary, place, why, next = [] } of all) {
    expect(code).toMatch(/^[A-Z]+\.[A-Z_]+$/);
    expect(summary).not.toBe('');
    expect(summary.length).toBeLessThan(1000);
    expect(why).toBeTruthy();
    expect(next.length).toBeGreaterThan(0);
    if (!place) continue;
    expect(place.line).toBeGreaterThanOrEqual(1);
    expect(place.column).toBeGreaterThanOrEqual(1);
    if (place.source) expect(place.column).toBeLessThanOrEqual(place.source.length + 1);
  }
}

it('any bytes in any file end in findings or in a valid workspace, never in a throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(mutation, { minLength: 1, maxLength: 6 }), (path, mutations) => {
      const original = readFileSync(join(dir, path));
      try {
        writeFileSync(join(dir, path), mutations.reduce(mutate, original));
        check();
      } finally {
        writeFileSync(join(dir, path), original);
      }
    }),
    { numRuns },
  );
}, 120_000);

const key = fc.constantFrom(
  'title',
  'where',
  'all',
  'any',
  'not',
  'attribute',
  'event',
  'is',
  'within',
  'count',
  'never',
  'goal',
  'trigger',
  'schedule',
  'cron',
  'experiment',
  'variants',
  'messages',
  'locales',
  'ko',
  'channel',
  'variables',
  'store',
  'people',
  'url',
  'metrics',
  'sum',
  'titel',
  'constructor',
  'toString',
  'a/b~c',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, -1, 1e300, '', 'x', 'KR', '7d', '14 days', '{{name}}'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;

it('any values under known keys end the same way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      json,
      fc.array(fc.tuple(key, json), { maxLength: 6 }),
      (path, whole, parts) => {
        const original = readFileSync(join(dir, path), 'utf8');
        try {
          const body =
            parts.length === 0
              ? JSON.stringify(whole)
              : parts.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n');
          writeFileSync(join(dir, path), parts.length % 2 === 0 ? body : `${original}\n${body}`);
          check();
        } finally {
          writeFileSync(join(dir, path), original);
        }
      },
    ),
    { numRuns },
  );
}, 120_000);
