import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import { wholeNumber } from '../whole-number.ts';

interface SeedFlags {
  readonly format: string;
  readonly people: number;
  readonly seed: number;
  readonly replace?: boolean;
}

interface ReactFlags {
  readonly format: string;
  readonly days: number;
  readonly seed: number;
}

export function registerDemo(program: Command, io: Io): void {
  const demo = program.command('demo').description('try everything with made-up people');
  demo
    .command('seed')
    .description('write a made-up store: people, 90 days of events, devices, consents')
    .option('--people <n>', 'how many people', wholeNumber(1, 5_000_000), 20_000)
    .option('--seed <n>', 'another seed, other people', wholeNumber(0, 2 ** 31), 1)
    .option('--replace', 'write over a store that is there')
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm demo seed --people 20000 --seed 1')
    .action((_flags: SeedFlags, command: Command) =>
      runCommand<SeedFlags>({
        io,
        command,
        name: 'demo-seed',
        work: async (context, { people, seed, replace = false }) => {
          const { seedDemo } = await import('../../app/demo.ts');
          const { seedText } = await import('../views/demo-text.ts');
          const seeded = await seedDemo(context, { people, seed, replace });
          return { json: { ...seeded }, text: () => seedText(seeded) };
        },
      }),
    );
  demo
    .command('react')
    .description('let the made-up people react to what was sent, with the effects written in docs/demo.md')
    .option('--days <n>', 'how many days they have', wholeNumber(1, 90), 7)
    .option('--seed <n>', 'the seed of their behaviour', wholeNumber(0, 2 ** 31), 1)
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExample:\n  crm demo react --days 7')
    .action((_flags: ReactFlags, command: Command) =>
      runCommand<ReactFlags>({
        io,
        command,
        name: 'demo-react',
        work: async (context, { days, seed }) => {
          const { reactDemo } = await import('../../app/demo.ts');
          const { reactText } = await import('../views/demo-text.ts');
          const reacted = await reactDemo(context, { days, seed });
          return { json: { ...reacted }, text: () => reactText(reacted) };
        },
      }),
    );
}
