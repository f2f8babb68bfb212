import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { readPlanFile, writePlanFile } from '../../src/app/plan-file.ts';
import { projectRoot } from '../support/run-crm.ts';
import { useWorkshop } from './workshop.ts';

const workshop = useWorkshop();

it('a plan file with findings fits its schema, and is carried out', async () => {
  const shop = workshop();
  shop.edit('crm.yaml', /^ {2}events: .*\n/m, '');
  const plan = await shop.plan();
  expect(plan.diagnostics).toMatchObject([{ code: 'WORKSPACE.NO_EVENTS', severity: 'warning' }]);
  const path = join(shop.context().root, 'plan.crmplan.json');
  writePlanFile(path, plan);
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const schema = JSON.parse(readFileSync(join(projectRoot, 'schemas/plan.schema.json'), 'utf8')) as object;
  const validate = ajv.compile(schema);
  validate(JSON.parse(readFileSync(path, 'utf8')));
  expect(validate.errors ?? []).toEqual([]);
  const options = { lockTimeoutMs: 1000, ifNotApplied: false };
  expect((await applyPlan(shop.context(), readPlanFile(path), options)).applied).toHaveLength(5);
});
