import type { Command } from 'commander';
import type { AppContext } from '../app/context.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExitName } from '../base/exit.ts';
import type { GlobalFlags, Io } from './io.ts';
import type { Output } from './output-option.ts';
import type { SharedViews, Shown } from './render-view.ts';
import { showFindings } from './show-findings.ts';
import { isShared } from './view-format.ts';

export interface Outcome {
  readonly exit?: ExitName;
  /** The keys beside the common ones. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly workspace?: string;
  /** Shown above the text. */
  readonly diagnostics?: readonly Diagnostic[];
  /** Of commands that other programs and pull requests take results from. */
  readonly shared?: SharedViews;
  /** What a person reads. */
  text(): string | Promise<string>;
}

interface Running<F> {
  readonly io: Io;
  readonly command: Command;
  readonly name: string;
  readonly work: (context: AppContext, flags: F) => Promise<Outcome>;
}

/** Runs a verb and prints its outcome as text, as one JSON document with the keys that every command has, or in the form that was asked for. */
export async function runCommand<F extends { format?: string; output?: readonly Output[] }>({
  io,
  command,
  name,
  work,
}: Running<F>): Promise<void> {
  const flags = command.optsWithGlobals<F & GlobalFlags>();
  const context = io.context(flags);
  const shownAs = { io, context, flags, name };
  let outcome: Outcome;
  try {
    outcome = await work(context, flags);
  } catch (error) {
    if (error instanceof CrmError && flags.output !== undefined) await showFailure(shownAs, flags, error);
    throw error;
  }
  io.exitWith(outcome.exit ?? 'ok');
  const shown: Shown = {
    ...shownAs,
    diagnostics: [],
    ...outcome,
    exitName: io.exitName(),
    document: `crm.${name}/v1`,
  };
  if (flags.output !== undefined && flags.output.length > 0)
    await (await import('./write-outputs.ts')).writeOutputs(flags.output, shown);
  if (flags.format === 'json') {
    const { printDocument } = await import('./print-document.ts');
    await printDocument(io, { format: shown.document, flags, ...outcome, exitName: shown.exitName });
    return;
  }
  await showFindings(io, shown.diagnostics);
  const text =
    outcome.shared && isShared(flags.format)
      ? await (await import('./render-view.ts')).renderView(flags.format, shown)
      : await outcome.text();
  if (text !== '') io.print(text);
}

/** A failure in the forms that were asked for; as text it is shown by whoever catches it. */
async function showFailure(
  shownAs: Pick<Shown, 'io' | 'context' | 'flags' | 'name'>,
  { format, output = [] }: { readonly format?: string; readonly output?: readonly Output[] },
  { diagnostics, exitName }: CrmError,
): Promise<void> {
  const shown: Shown = { ...shownAs, exitName, document: 'crm.error/v1', diagnostics, text: () => '' };
  if (output.length > 0) await (await import('./write-outputs.ts')).writeOutputs(output, shown);
  if (isShared(format)) shownAs.io.print(await (await import('./render-view.ts')).renderView(format, shown));
}
