import { type Command, Option } from 'commander';
import { formatOption } from '../format-option.ts';
import type { Io } from '../io.ts';
import { runCommand } from '../run-command.ts';

interface Flags {
  readonly format: string;
  readonly lang: 'en' | 'ko';
  readonly files: boolean;
  readonly salt?: string;
}

export function registerReport(program: Command, io: Io): void {
  program
    .command('report')
    .argument('[campaign...]', 'campaigns (default: all with results)')
    .description(
      'goal against actual, funnel and uplift against the holdout; writes reports/<campaign>/<date>.{html,md,json}',
    )
    .option('--salt <salt>', 'an earlier experiment of the campaign (default: the one that it has now)')
    .option('--no-files', 'print only, write no files')
    .addOption(new Option('--lang <language>', 'language of the report').choices(['en', 'ko']).default('en'))
    .addOption(formatOption('text', 'json', 'markdown'))
    .addHelpText(
      'after',
      '\nExample:\n  crm report weekend-live --lang ko\n  crm report weekend-live --salt weekend-live-2026-10',
    )
    .action((campaigns: string[], _flags: Flags, command: Command) =>
      runCommand<Flags>({
        io,
        command,
        name: 'report',
        work: async (context, { format, lang, files, salt }) => {
          const { makeReports } = await import('../../app/make-report.ts');
          const { writeReportFiles } = await import('../../app/write-report-files.ts');
          const { reportText } = await import('../views/report/report-text.ts');
          const { reportMarkdown } = await import('../views/report/report-markdown.ts');
          const { reportHtml } = await import('../views/report/report-html.ts');
          const { reportWords } = await import('../views/report/report-words.ts');
          const words = reportWords(lang);
          const { workspace, reports, waiting } = await makeReports(context, { campaigns, salt });
          const written: string[] = [];
          for (const report of files ? reports : []) {
            written.push(
              ...writeReportFiles(context.root, report, {
                html: await reportHtml(report, { language: lang }),
                md: reportMarkdown(report, { language: lang }),
                json: `${JSON.stringify(report, null, 2)}\n`,
              }),
            );
          }
          const [only] = reports;
          return {
            workspace,
            json:
              campaigns.length === 1 && only
                ? { ...only, format: 'crm.report/v1', files: written }
                : { reports, files: written, waiting },
            text: () => {
              if (reports.length === 0) return words.nothingYet;
              const shown = reports.map((report) =>
                format === 'markdown'
                  ? reportMarkdown(report, { language: lang })
                  : reportText(report, { color: io.color, width: io.width, language: lang }),
              );
              const list = written.filter((path) => path.endsWith('.html')).map(words.writtenTo);
              const later = waiting.length > 0 ? [words.notPulled(waiting.join(', '))] : [];
              return [...shown, ...list, ...later].join(format === 'markdown' ? '\n\n' : '\n');
            },
          };
        },
      }),
    );
}
