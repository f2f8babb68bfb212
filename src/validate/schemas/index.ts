import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import campaign from '../../../schemas/campaign.schema.json' with { type: 'json' };
import persona from '../../../schemas/persona.schema.json' with { type: 'json' };
import plan from '../../../schemas/plan.schema.json' with { type: 'json' };
import report from '../../../schemas/report.schema.json' with { type: 'json' };
import segment from '../../../schemas/segment.schema.json' with { type: 'json' };
import template from '../../../schemas/template.schema.json' with { type: 'json' };
import workspace from '../../../schemas/workspace.schema.json' with { type: 'json' };
import type { Noun } from '../../model/source.ts';

export const definitionSchemas: Readonly<Record<Noun, { $id: string; $defs?: Record<string, unknown> }>> = {
  workspace,
  campaign,
  segment,
  template,
  persona,
};

/** Schemas of what is printed, not read. */
export const documentSchemas: Readonly<Record<string, object>> = { plan, report };

/**
 * Compiling costs more than validating here, so it is kept cheap: no optimising, no inlining, and the schemas themselves,
 * which are ours, are checked by a test instead of at every start.
 */
const makeAjv = (): Ajv2020 =>
  new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    verbose: true,
    allowUnionTypes: true,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
let ajv: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

/** The validator of a noun, or of one `$ref` inside its schema. Compiled when first asked for. */
export function validator(noun: Noun, ref = ''): ValidateFunction {
  const key = `${noun}${ref}`;
  const known = compiled.get(key);
  if (known) return known;
  const schema = definitionSchemas[noun];
  ajv ??= makeAjv();
  if (!ajv.getSchema(schema.$id)) ajv.addSchema(schema);
  const made = ajv.compile({ $ref: `${schema.$id}${ref}` });
  compiled.set(key, made);
  return made;
}
