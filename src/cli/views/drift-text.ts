import { Chalk } from 'chalk';
import type { Altered, Differs, Drift, Sends } from '../../app/find-drift.ts';
import { actionWords } from './action-words.ts';
import { localTime } from './local-time.ts';
import { number, percent, plural } from './number.ts';
import { wrapSentence } from './wrap-sentence.ts';

/** What has drifted, one by one, with what to do; a line when nothing has. */
export function driftText(
  { workspace, environment, timezone, definitions, drift }: Drift,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const where = `${workspace} · ${environment}`;
  if (definitions === 0 && drift.length === 0) return `Nothing is applied to ${where} yet: crm plan, then crm apply.`;
  if (drift.length === 0)
    return `${chalk.green('No drift.')} ${where}: ${plural(definitions, 'definition')} as applied.`;
  const at = localTime(timezone);
  const lines = drift.flatMap((one) => {
    const [head, ...sentences] = wordsOf(one, at);
    const paint = one.kind === 'altered' ? chalk.red : chalk.yellow;
    return [
      `  ${paint(head)} ${chalk.bold(one.address)}`,
      ...sentences.flatMap((text) => wrapSentence('      ', text, { width })),
    ];
  });
  return [
    `${chalk.bold('crm drift')} · ${where}`,
    '',
    ...lines,
    '',
    `${plural(drift.length, 'finding')} of ${plural(definitions, 'definition')}.`,
  ].join('\n');
}

function wordsOf(one: Altered | Differs | Sends, at: (instant: string) => string): [string, ...string[]] {
  if (one.kind === 'sends') {
    const share = percent(one.sent / one.planned);
    return [
      '± sends   ',
      `${number(one.planned)} messages were planned, ${number(one.sent)} were sent (${share}) in ${one.run}`,
      `See why: crm status ${one.address.replace('campaign.', '')}`,
    ];
  }
  const by = `revision ${one.revision}, applied by ${one.applied_by} ${at(one.applied_at)}`;
  if (one.kind === 'altered')
    return [
      '! altered ',
      `the ledger holds another content than was applied (${by})`,
      'Apply the files again, and look who may write the ledger.',
    ];
  const { symbol, word } = actionWords[one.action];
  return ['~ differs ', `${by}${from(one)}; the files would ${symbol} ${word} it`, 'See how: crm plan'];
}

function from({ commit, in_history }: Differs): string {
  if (commit === null) return ', from no commit';
  const name = commit.slice(0, 7);
  return in_history === false ? `, from commit ${name}, which is not part of this branch` : `, from commit ${name}`;
}
