import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** Says whether something is a condition by the schema of segments. */
export function validator(): (condition: unknown) => boolean {
  const file = new URL('../../../schemas/segment.schema.json', import.meta.url);
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), 'segment');
  return ajv.compile({ $ref: 'segment#/$defs/condition' });
}
