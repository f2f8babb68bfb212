import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { StoreMapping } from '../../src/model/workspace.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/workspace.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: false }).compile(schema);
export const storeUrl = 'sqlite:data/store.db';

/** The text is a crm.yaml that the schema accepts. */
export function expectValid(text: string): void {
  const valid = validate(parse(text));
  expect(validate.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

export const full: StoreMapping = {
  url: storeUrl,
  people: {
    table: 'people',
    id: 'id',
    created_at: 'signed_up_at',
    addresses: { email: 'email', sms: 'phone' },
    consent: { columns: { email: 'email_opt_in' } },
  },
  events: [{ table: 'events', person: 'user_id', name: 'event', at: 'time', properties: 'props' }],
};
