import type { Diagnostic } from '../base/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { checkPlanSeal } from './check-plan.ts';
import { readPlanFile } from './plan-file.ts';

/** A plan file as it was made; refused when it was altered since. */
export function shownPlan(path: string): Plan {
  const sealed = readPlanFile(path);
  checkPlanSeal(sealed);
  return { ...sealed.plan, diagnostics: (sealed.plan.diagnostics as readonly unknown[]).map(readFinding) };
}

/** Findings stand in the file with the keys that every JSON output has. */
function readFinding(written: unknown): Diagnostic {
  const { code, severity, summary, why, next, suggestions, file, line, column, end_line, end_column, pointer } =
    written as Diagnostic & {
      readonly file: string | null;
      readonly line: number | null;
      readonly column: number | null;
      readonly end_line: number | null;
      readonly end_column: number | null;
      readonly pointer: string | null;
    };
  return {
    code,
    severity,
    summary,
    ...(why ? { why } : {}),
    ...(next ? { next } : {}),
    ...(suggestions ? { suggestions } : {}),
    ...(file === null || line === null || column === null
      ? {}
      : {
          place: {
            file,
            line,
            column,
            ...(end_line === null ? {} : { endLine: end_line }),
            ...(end_column === null ? {} : { endColumn: end_column }),
            ...(pointer === null ? {} : { pointer }),
          },
        }),
  };
}
