import { CommanderError } from 'commander';
import { exits } from '../base/exit.ts';
import { createIo } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line; gives back the exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const io = createIo();
  try {
    const program = createProgram(io);
    await program.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return io.exitCode();
  } catch (error) {
    if (error instanceof CommanderError)
      return ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code)
        ? exits.ok
        : exits.usage;
    const { reportFailure } = await import('./report-failure.ts');
    return await reportFailure(io, error, argv);
  } finally {
    io.close();
  }
}
