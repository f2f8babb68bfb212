import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../base/canonical-json.ts';
import { CrmError } from '../base/crm-error.ts';
import { diagnosticJson } from '../base/diagnostic-json.ts';
import type { Plan } from '../model/plan.ts';
import { sealOf } from '../plan/index.ts';

export interface SealedPlan {
  readonly plan: Plan;
  readonly seal: unknown;
}

/** Writes a plan so that equal plans are equal bytes; whole, or not at all. */
export function writePlanFile(path: string, plan: Plan): void {
  const draft = `${path}.tmp`;
  try {
    // Findings as every other document has them.
    const document = { ...plan, diagnostics: plan.diagnostics.map(diagnosticJson) };
    writeFileSync(draft, `${canonicalJson({ ...document, seal: sealOf(document) }, 2)}\n`);
    renameSync(draft, path);
  } catch (error) {
    throw new CrmError('usage', {
      code: 'PLAN.CANNOT_WRITE',
      severity: 'error',
      summary: `the plan cannot be written to ${path}: ${(error as Error).message}`,
      why: 'The folder must exist and be writable.',
      next: ['Name another file: --out plan.crmplan.json'],
    });
  }
}

export function readPlanFile(path: string): SealedPlan {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CrmError('usage', {
      code: 'PLAN.NOT_FOUND',
      severity: 'error',
      summary: `there is no plan file ${path}`,
      why: 'apply carries out a plan that was written before.',
      next: [`Make one: crm plan --out ${path}`],
    });
  }
  try {
    const { seal, ...plan } = JSON.parse(text) as Plan & { seal?: unknown };
    if (plan.format !== 'crm.plan/v1' || !Array.isArray(plan.changes)) throw new TypeError('another format');
    return { plan, seal };
  } catch {
    throw new CrmError('usage', {
      code: 'PLAN.NOT_A_PLAN',
      severity: 'error',
      summary: `${path} is no plan of this tool`,
      why: 'It must be the file that crm plan --out wrote.',
      next: [`Make one: crm plan --out ${path}`],
    });
  }
}

export { sealOf as sealPlan };
