import type { Command } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly reason?: string;
}

export function registerApprove(program: Command, io: Io): void {
  program
    .command('approve')
    .argument('<plan>', 'a plan file of crm plan --out, made by somebody else')
    .description('say that a plan may be applied: what it means, whatever commit it is made from')
    .option('--reason <text>', 'why, for the history')
    .addOption(formatOption('text', 'json'))
    .addHelpText(
      'after',
      '\nThe name comes from CRM_ACTOR, else from GitHub or GitLab where it runs there, else from the system.\n\nExample:\n  crm approve plan.crmplan.json --env production',
    )
    .action((file: string, _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'approve',
        work: async (context, { reason }) => {
          const { approvePlan } = await import('../../app/approve-plan.ts');
          const { readPlanFile } = await import('../../app/plan-file.ts');
          const sealed = readPlanFile(file);
          const approved = await approvePlan(context, sealed, { reason });
          const { approveText } = await import('../views/approve-text.ts');
          const { given, void: voided, ...rest } = approved;
          return {
            workspace: sealed.plan.workspace,
            json: {
              ...rest,
              given: given.map(({ by, at, expiresAt, reason: why }) => ({
                by,
                at,
                expires_at: expiresAt,
                reason: why,
              })),
              void: voided,
            },
            text: () => approveText(sealed.plan, approved, { file, color: io.color, width: io.width }),
          };
        },
      }),
    );
}
