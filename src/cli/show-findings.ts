import type { Diagnostic } from '../base/diagnostic.ts';
import type { Io } from './io.ts';

/** Findings on stderr, and a blank line between them and what the command says next. */
export async function showFindings(io: Io, diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length === 0) return;
  const { diagnosticsText } = await import('./views/diagnostics-text.ts');
  io.note(`${diagnosticsText(diagnostics, io.findings)}\n\n`);
}
