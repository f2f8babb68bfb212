import type { Command } from 'commander';
import type { AppContext } from '../app/context.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExitName } from '../base/exit.ts';
import type { GlobalFlags, Io } from './io.ts';
import { showFindings } from './show-findings.ts';

export interface Outcome {
  readonly exit?: ExitName;
  /** The keys beside the common ones. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly workspace?: string;
  /** Shown above the text. */
  readonly diagnostics?: readonly Diagnostic[];
  /** What a person reads. */
  text(): string | Promise<string>;
}

interface Running<F> {
  readonly io: Io;
  readonly command: Command;
  readonly name: string;
  readonly work: (context: AppContext, flags: F) => Promise<Outcome>;
}

/** Runs a verb and prints its outcome as text or as one JSON document with the keys that every command has. */
export async function runCommand<F extends { format?: string }>({
  io,
  command,
  name,
  work,
}: Running<F>): Promise<void> {
  const flags = command.optsWithGlobals<F & GlobalFlags>();
  const context = io.context(flags);
  const outcome = await work(context, flags);
  io.exitWith(outcome.exit ?? 'ok');
  if (flags.format === 'json') {
    const { printDocument } = await import('./print-document.ts');
    await printDocument(io, { format: `crm.${name}/v1`, flags, exitName: io.exitName(), ...outcome });
    return;
  }
  await showFindings(io, outcome.diagnostics ?? []);
  const text = await outcome.text();
  if (text !== '') io.print(text);
}
