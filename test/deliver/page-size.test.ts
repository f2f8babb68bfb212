import { expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import { pageSize } from '../../src/deliver/audience/page-size.ts';

const audience = (people: number) => {
  const ids = Array.from({ length: people }, (_, i) => `u${i}`);
  const program = compile({
    store: { url: 'sqlite:store.db', people: { table: 'people', id: 'id' } },
    dialect: 'sqlite',
    timezone: 'UTC',
    segments: new Map([['chosen', { title: 'Chosen', where: { list: 'lists/x.csv' } }]]),
    lists: new Map([['lists/x.csv', { file: 'lists/x.csv', column: undefined, sha256: '', ids }]]),
    now: new Date(0),
  });
  return program.audience({ audience: { segment: 'chosen' } });
};

it('an audience with a long list is asked for in fewer, larger pages', () => {
  expect(pageSize(audience(10))).toBe(1000);
  expect(pageSize(audience(1000))).toBe(1000);
  expect(pageSize(audience(100_000))).toBe(10_000);
});
