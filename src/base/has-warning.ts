import type { Diagnostic } from './diagnostic.ts';

export const hasWarning = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'warning');
