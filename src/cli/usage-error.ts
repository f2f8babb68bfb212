import type { Command, CommanderError } from 'commander';
import { Bug } from '../base/bug.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';

interface Words {
  /** The command that was meant, as it is typed: `crm segment count`. */
  readonly command: string;
  /** The option, argument or command that is wrong or missing. */
  readonly name: string;
  /** The value that was given, and what it may be. */
  readonly value: string;
  readonly allowed: string;
}

const usage = (finding: Omit<Diagnostic, 'severity'>): CrmError =>
  new CrmError('usage', { severity: 'error', ...finding });

const noCommand = ({ command }: Words): CrmError =>
  usage({
    code: 'USAGE.NO_COMMAND',
    summary: `\`${command}\` needs the name of a command after it`,
    why: 'By itself it does nothing.',
    next: [`See what there is: ${command} --help`],
  });

const failures: Readonly<Record<string, (words: Words) => CrmError>> = {
  'commander.help': noCommand,
  'commander.unknownCommand': ({ command, name }) =>
    usage({
      code: 'USAGE.UNKNOWN_COMMAND',
      summary: `there is no command \`${command} ${name}\``,
      why: 'Nothing was done.',
      next: [`See what there is: ${command} --help`],
    }),
  'commander.unknownOption': ({ command, name }) =>
    usage({
      code: 'USAGE.UNKNOWN_OPTION',
      summary: `\`${command}\` has no option \`${name}\``,
      why: 'An option that would be ignored is refused instead.',
      next: [`See what there is: ${command} --help`],
    }),
  'commander.missingArgument': ({ command, name }) =>
    usage({
      code: 'USAGE.MISSING_ARGUMENT',
      summary: `\`${command}\` needs a ${name} after it`,
      why: 'It cannot be guessed.',
      next: [`See an example: ${command} --help`],
    }),
  'commander.missingMandatoryOptionValue': ({ command, name }) =>
    usage({
      code: 'USAGE.MISSING_OPTION',
      summary: `\`${command}\` needs \`${name}\``,
      why: 'It cannot be guessed.',
      next: [`See an example: ${command} --help`],
    }),
  'commander.optionMissingArgument': ({ command, name }) =>
    usage({
      code: 'USAGE.MISSING_VALUE',
      summary: `\`${name}\` has no value`,
      why: 'It stands at the end, or another option follows.',
      next: [`See an example: ${command} --help`],
    }),
  'commander.invalidArgument': ({ command, name, value, allowed }) =>
    usage({
      code: 'USAGE.WRONG_VALUE',
      summary: `\`${name}\` cannot be \`${value}\``,
      why: allowed,
      next: [`See what there is: ${command} --help`],
    }),
  'commander.excessArguments': ({ command }) =>
    usage({
      code: 'USAGE.TOO_MANY_ARGUMENTS',
      summary: `there are too many words after \`${command}\``,
      why: 'A word that would be ignored is refused instead. A text with spaces needs quotes.',
      next: [`See what there is: ${command} --help`],
    }),
};

/** What is wrong with a command line, in our words; undefined when the parser only showed help or the version. */
export function usageError(
  { code, exitCode, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): CrmError | undefined {
  if (exitCode === 0) return undefined;
  const command = meant(program, argv);
  const [, name = ''] = /'([^']*)'/.exec(message) ?? [];
  const [, value = '', rest = ''] = /argument '(.*)' is invalid\. (.*)/s.exec(message) ?? [];
  const words = { command: pathOf(command), name, value, allowed: rest.replace('Allowed choices are', 'It is one of') };
  // A group of commands has no --format of its own.
  const groupOnly = code === 'commander.unknownOption' && command.commands.length > 0 && name === '--format';
  const failure = (groupOnly ? noCommand : failures[code])?.(words);
  const [finding] = failure?.diagnostics ?? [];
  if (!finding) throw new Bug(`the command line is refused in words nobody knows: ${message}`);
  const near = suggestions(message, words);
  return near.length > 0 ? usage({ ...finding, suggestions: near }) : failure;
}

function suggestions(message: string, { value, allowed }: Words): readonly string[] {
  const told = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(message)?.[1];
  return told?.split(', ') ?? suggest(value, /one of (.*)\.$/.exec(allowed)?.[1]?.split(', ') ?? []);
}

/** The command that the words name, as far as they go. */
function meant(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) command = command.commands.find((one) => one.name() === word) ?? command;
  return command;
}

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
