import type { Command } from 'commander';
import type { SendReport } from '../../app/send-report.ts';
import { CrmError } from '../../base/crm-error.ts';
import type { ExitName } from '../../base/exit.ts';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';
import { seconds } from '../whole-number.ts';

interface Flags {
  readonly format: string;
  readonly dryRun?: boolean;
  readonly due?: boolean;
  readonly confirm: readonly string[];
  readonly lockTimeout: number;
}

export function registerSend(program: Command, io: Io): void {
  program
    .command('send')
    .argument('[campaign...]', 'campaigns (default: all that are due)')
    .description('send what is due of the applied campaigns, nobody twice')
    .option('--dry-run', 'say who would get what, and who not and why; sends nothing')
    .option('--due', 'all campaigns that are due (the default when none is named)')
    .option(
      '--confirm <campaign>',
      'yes to a large audience of this campaign (repeatable)',
      (one: string, all: readonly string[]) => [...all, idOf(one)],
      [],
    )
    .option('--lock-timeout <time>', 'how long to wait for another send of the campaign', seconds, 10_000)
    .addOption(formatOption('text', 'json'))
    .addHelpText('after', '\nExamples:\n  crm send --dry-run\n  crm send weekend-live --confirm weekend-live')
    .action((campaigns: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'send',
        work: async (context, { dryRun = false, due = false, confirm, lockTimeout }) => {
          if (due && campaigns.length > 0) throw conflicting();
          const stray = campaigns.length > 0 && confirm.find((one) => !campaigns.map(idOf).includes(one));
          if (stray) throw notSent(stray);
          const { sendDue } = await import('../../app/send-due.ts');
          const { sendText } = await import('../views/send-text.ts');
          io.finishOnSignal();
          const { diagnostics = [], ...report } = await sendDue(context, {
            campaigns,
            dryRun,
            confirmed: confirm,
            lockTimeoutMs: lockTimeout,
          });
          return {
            exit: exitOf(report),
            diagnostics,
            json: { ...report, total: (await import('../views/send-total.ts')).sendTotal(report.runs) },
            text: () =>
              sendText(report, { color: io.color, width: io.width, asOf: context.pinned ? context.asOf : undefined }),
          };
        },
      }),
    );
}

const idOf = (name: string): string => name.replace(/^campaign\./, '');

function exitOf({ runs, dry_run, not_due }: SendReport): ExitName {
  if (dry_run) return 'ok';
  if (not_due.some(({ why }) => why === 'unconfirmed')) return 'usage';
  if (not_due.some(({ why }) => why === 'list')) return 'stale';
  if (not_due.some(({ why }) => why === 'population')) return 'policy';
  if (runs.some(({ stopped }) => stopped?.kind === 'channel')) return 'backend';
  return runs.some(({ failed, unknown, queued, capped = 0 }) => failed + unknown + queued - capped > 0)
    ? 'partial'
    : 'ok';
}

const conflicting = (): CrmError =>
  new CrmError('usage', {
    code: 'USAGE.CONFLICT',
    severity: 'error',
    summary: '--due sends all campaigns that are due; campaigns are named as well',
    why: 'It is one or the other.',
    next: ['Leave --due out, or the names.'],
  });

const notSent = (id: string): CrmError =>
  new CrmError('usage', {
    code: 'USAGE.CONFLICT',
    severity: 'error',
    summary: `\`${id}\` is confirmed, but it is not among the campaigns that are sent`,
    why: 'A yes that would be ignored is refused instead.',
    next: [`Leave --confirm ${id} out, or name the campaign as well.`],
  });
