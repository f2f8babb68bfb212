import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { operators } from '../../src/model/condition.ts';
import { validator } from '../compile/world/validator.ts';
import { projectRoot } from '../support/run-crm.ts';

const page = readFileSync(join(projectRoot, 'docs/segments.md'), 'utf8');
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => parse(yaml) as { where: unknown });

describe('the page on segments', () => {
  it('has examples, each of which is a valid segment', () => {
    const valid = validator();
    expect(blocks.length).toBeGreaterThan(4);
    for (const { where } of blocks) expect(valid(where), JSON.stringify(where)).toBe(true);
  });

  it.each(operators)('tells of `%s`', (operator) => {
    expect(page).toContain(`\`${operator}`);
  });
});
