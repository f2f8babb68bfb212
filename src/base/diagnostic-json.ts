import type { Diagnostic } from './diagnostic.ts';

/** A finding with the keys that every JSON output has. */
export function diagnosticJson({
  code,
  severity,
  summary,
  place,
  why,
  next,
  suggestions,
}: Diagnostic): Record<string, unknown> {
  return {
    code,
    severity,
    summary,
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    end_line: place?.endLine ?? null,
    end_column: place?.endColumn ?? null,
    pointer: place?.pointer ?? null,
    why: why ?? null,
    next: next ?? [],
    suggestions: suggestions ?? [],
  };
}
