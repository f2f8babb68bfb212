import { Command, Option } from 'commander';
import { registerApply } from './commands/apply.ts';
import { registerApprove } from './commands/approve.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDrift } from './commands/drift.ts';
import { registerInit } from './commands/init.ts';
import { registerPlan } from './commands/plan.ts';
import { registerPull } from './commands/pull.ts';
import { registerReport } from './commands/report.ts';
import { registerRollback } from './commands/rollback.ts';
import { registerSchema } from './commands/schema.ts';
import { registerSegment } from './commands/segment.ts';
import { registerSend } from './commands/send.ts';
import { registerShow } from './commands/show.ts';
import { registerSimulate } from './commands/simulate.ts';
import { registerState } from './commands/state.ts';
import { registerStatus } from './commands/status.ts';
import { registerStore } from './commands/store.ts';
import { registerValidate } from './commands/validate.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

const commands = [
  registerInit,
  registerStore,
  registerDemo,
  registerValidate,
  registerSegment,
  registerPlan,
  registerShow,
  registerApprove,
  registerApply,
  registerSimulate,
  registerSend,
  registerPull,
  registerReport,
  registerStatus,
  registerState,
  registerRollback,
  registerDrift,
  registerDoctor,
  registerSchema,
];

/** The whole command line. A command's own code is loaded when it runs. */
export function createProgram(io: Io): Command {
  const program = new Command('crm')
    .description('Campaigns as code: plan, apply, send and measure campaigns that are YAML in git.')
    .version(version)
    .addOption(new Option('-C, --dir <dir>', 'folder of the workspace (default: here)'))
    .addOption(new Option('--env <name>', 'environment of crm.yaml'))
    .addOption(new Option('--as-of <instant>', 'look at the world as of this instant: 2026-11-01T00:00:00Z'))
    .configureHelp({ showGlobalOptions: true, helpWidth: io.width })
    .configureOutput({
      writeOut: (text) => io.print(text),
      writeErr: (text) => io.note(text.trimEnd()),
      // main shows mistakes itself, like every other failure.
      outputError: () => undefined,
    })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      '\nA first look, with made-up people:\n  crm demo seed && crm plan --out plan.crmplan.json && crm apply plan.crmplan.json && crm send --dry-run',
    );
  for (const register of commands) register(program, io);
  for (const command of program.commands) inherit(command, program);
  return program;
}

/** Commander copies these settings only to commands made afterwards. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
}
