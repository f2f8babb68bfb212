import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { createIo } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';
import { type CommandLine, commandsOf, filesOf, mentionsOf } from './doc-files.ts';

const pages = filesOf(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs']);

const io = createIo();
io.close();

/** The command line of the real program, with nothing behind it: what it accepts, `crm` accepts. */
function emptyProgram(): Command {
  const program = createProgram(io);
  const silence = (command: Command): void => {
    command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    if (command.commands.length === 0) command.action(() => undefined);
    for (const child of command.commands) silence(child);
  };
  silence(program);
  return program;
}

/** What `crm` says against a command line; undefined when it accepts it. */
async function objection({ words }: CommandLine): Promise<{ code: string; message: string } | undefined> {
  try {
    await emptyProgram().parseAsync([...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 || error.code === 'commander.help' ? undefined : error;
  }
}

const named = (all: readonly CommandLine[]): [string, CommandLine][] =>
  all.map((one) => [`${one.file}:${one.line} crm ${one.words.join(' ')}`, one]);

describe('commands that the pages tell people to type', () => {
  const commands = pages.flatMap(commandsOf);

  test('there are many of them', () => {
    expect(commands.filter(({ file }) => file === 'README.md').length).toBeGreaterThan(5);
    expect(commands.filter(({ file }) => file === 'docs/guide.md').length).toBeGreaterThan(15);
  });

  test.each(named(commands))('%s', async (_, command) => {
    expect(await objection(command)).toBeUndefined();
  });
});

describe('commands in running text exist, with their flags', () => {
  // An argument may be left out there, as in `crm apply` or `crm store import`.
  const incomplete = [
    'commander.missingArgument',
    'commander.missingMandatoryOptionValue',
    'commander.optionMissingArgument',
  ];

  test.each(named(pages.flatMap(mentionsOf)))('%s', async (_, command) => {
    const found = await objection(command);
    expect(found && !incomplete.includes(found.code) ? found.message : undefined).toBeUndefined();
  });
});

test('a command line that does not exist is noticed', async () => {
  const at = { file: 'none', line: 1 };
  expect((await objection({ ...at, words: ['sned'] }))?.code).toBe('commander.unknownCommand');
  expect((await objection({ ...at, words: ['plan', '--frobnicate'] }))?.code).toBe('commander.unknownOption');
  expect((await objection({ ...at, words: ['report', '--lang', 'xx'] }))?.code).toBe('commander.invalidArgument');
  expect((await objection({ ...at, words: ['doctor', 'surplus'] }))?.code).toBe('commander.excessArguments');
});

test('the table of commands in README.md has every command', () => {
  const readme = pages.find(({ path }) => path === 'README.md')?.text ?? '';
  const all = (command: Command, path: string): string[] =>
    command.commands.flatMap((child) =>
      child.commands.length > 0 ? all(child, `${path} ${child.name()}`) : [`${path} ${child.name()}`],
    );
  for (const command of all(emptyProgram(), 'crm')) expect(readme).toMatch(new RegExp(`^\\| \`${command}\\b`, 'm'));
});

test('links between the pages lead somewhere', () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => new URL(link, `file:///${path}`).pathname.slice(1))
      .filter((target) => filesOf([target]).length === 0)
      .map((target) => `${path} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

test('no file names a package registry or a path of the machine it was written on', () => {
  const files = [
    ...pages,
    ...filesOf(['LICENSE', 'package.json', 'package-lock.json', '.npmrc', '.github', 'scripts', 'bin', 'crm.yaml']),
    ...filesOf(['campaigns', 'segments', 'templates', 'personas', 'schemas', 'src']),
  ];
  const registry = /https?:\/\/[^\s"')]*(?:registry|npmjs|npmmirror|verdaccio|artifactory|nexus|jfrog)[^\s"')]*/gi;
  const machine = /(?<![\w.:/-])\/(?:root|home|Users|work|mnt|tmp|private|var\/folders)\/[\w.-]+/g;
  const found = files.flatMap(({ path, text }) =>
    [...text.matchAll(registry), ...text.matchAll(machine)].map(([match]) => `${path}: ${match}`),
  );
  expect(found).toEqual([]);
});
