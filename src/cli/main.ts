import { CommanderError } from 'commander';
import { exits } from '../base/exit.ts';
import { asksForJson } from './asks-for-json.ts';
import { createIo, type GlobalFlags } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line; gives back the exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const io = createIo();
  const json = asksForJson(argv);
  const program = createProgram(io);
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return exits[io.exitName()];
  } catch (error) {
    let failure: unknown = error;
    if (error instanceof CommanderError) {
      failure = (await import('./usage-error.ts')).usageError(error, program, argv);
      if (failure === undefined) return exits.ok;
      // Its help stands on the terminal already.
      if (error.code === 'commander.help' && !json) return exits.usage;
    }
    const { reportFailure } = await import('./report-failure.ts');
    return exits[await reportFailure(io, failure, { argv, json, flags: program.opts<GlobalFlags>() })];
  } finally {
    io.close();
  }
}
