import type { CampaignFacts, Plan, PlanAction, PlanChange, PolicyResult } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { approvalText } from './approval-text.ts';
import { campaignFacts, movedPeople } from './campaign-facts-text.ts';
import { copyDiff } from './copy-diff.ts';
import { few, fewShown } from './few.ts';
import { findingLine } from './findings/findings-markdown.ts';
import { loadText } from './load-text.ts';
import { number } from './number.ts';
import { broughtAlong } from './plan-change-text.ts';
import { markdownTable, markdownText } from './report/markdown-text.ts';
import { scopeText } from './scope-text.ts';
import { type Size, withinSize } from './within-size.ts';

/** GitHub takes 65,536 characters in a comment, and 262,144 bytes. */
const whole: Size = { characters: 60_000, bytes: 200_000 };

/** A plan for a pull request: what changes in a table, then the rules, what is denied first, then each change by itself, as far as there is room. */
export function planMarkdown(plan: Plan): string {
  const head = [marker(plan), `### ${title(plan)}`, ''];
  const foot = ['', `<sub>${footer(plan)}</sub>`];
  const size = roomBeside([...head, ...foot, ...notes], whole);
  const rules = [...plan.changes.flatMap(lossLine), ...ruleLines(plan)];
  const [all, findings] = [tableRows(plan), plan.diagnostics.map(findingLine)];
  const shownRules = withinSize(rules, part(size, 4)).fit;
  const shownFindings = withinSize(findings, part(size, 8)).fit;
  const rows = withinSize(all, roomBeside([...shownRules, ...shownFindings], size));
  const details = plan.changes.flatMap(detail);
  const shownDetails = withinSize(details, rows.left).fit;
  return [
    ...head,
    ...(plan.scope.complete ? [] : [`> ${scopeText(plan.scope, (text) => `\`${text}\``)}`, '']),
    ...(all.length > 0 ? [tableHead, ...rows.fit, ''] : []),
    ...cut(all.length - rows.fit.length, 'change'),
    ...(plan.load ? [`**Load**: ${markdownText(loadText(plan.load, few).replaceAll('->', '→'))}.`, ''] : []),
    ...shownRules,
    ...cut(rules.length - shownRules.length, 'rule'),
    '',
    ...shownFindings,
    ...cut(findings.length - shownFindings.length, 'finding'),
    '',
    ...shownDetails,
    ...cut(
      rows.fit.length < all.length ? 0 : details.length - shownDetails.length,
      'change in detail',
      'changes in detail',
    ),
    ...foot,
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** By which a comment is found again, to be edited in place: one for each environment of a workspace. */
const marker = ({ workspace, environment }: Plan): string => `<!-- crm plan ${workspace} ${environment.name} -->`;

const cut = (count: number, one: string, many = `${one}s`): string[] =>
  count > 0 ? ['', `_.. and ${number(count)} more ${count === 1 ? one : many}: \`crm show\` has them all._`, ''] : [];

const part = ({ characters, bytes }: Size, of: number): Size => ({ characters: characters / of, bytes: bytes / of });

/** Room for the head of the table and for what is said where something is left out. */
const notes = Array.from({ length: 6 }, () => ' '.repeat(100));

const roomBeside = (lines: readonly string[], { characters, bytes }: Size): Size => {
  const text = lines.join('\n');
  return { characters: characters - text.length - 1, bytes: bytes - Buffer.byteLength(text) - 1 };
};

function title({ workspace, environment, summary, changes }: Plan): string {
  const { unchanged, ...actions } = summary;
  const parts = Object.entries(actions)
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${number(count)} to ${actionWords[action as PlanAction].word}`);
  const what = changes.length === 0 ? `no changes (${number(unchanged)} definitions)` : parts.join(', ');
  return `crm plan · ${markdownText(workspace)} · ${markdownText(environment.name)}: ${what}`;
}

const tableHead = markdownTable(['', 'what', 'kind', 'people', 'messages', 'goal'], [], [3, 4]);

/** Campaigns first: they are whom a reviewer asks about, and what is cut off stands last. */
function tableRows({ changes, affected }: Plan): string[] {
  const isCampaign = ({ address }: PlanChange): boolean => address.startsWith('campaign.');
  return [
    ...changes.filter(isCampaign).map(changeRow),
    ...affected.map(affectedRow),
    ...changes.filter((change) => !isCampaign(change)).map(changeRow),
  ];
}

const changeRow = ({ action, address, categories, effect, ...facts }: PlanChange): string => {
  const { symbol, word } = actionWords[action];
  const kind = action === 'create' ? categories.join(', ') : [...categories, effect].join(', ');
  const along = broughtAlong(facts);
  return row([
    `${symbol} ${word}`,
    along === '' ? `\`${address}\`` : `\`${address}\` (${along})`,
    kind,
    ...numbers(facts),
  ]);
};

const affectedRow = ({ address, because, ...facts }: Plan['affected'][number]): string =>
  row(['≈ affected', `\`${address}\``, `through ${because.slice(0, 3).join(', ')}`, ...numbers(facts)]);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function numbers({ audience, volume, experiment }: CampaignFacts): [string, string, string] {
  const goal = experiment ? (experiment.provable ? 'provable' : '**not provable**') : '';
  return [
    audience
      ? movedPeople(audience, few)
          .replace('->', '→')
          .replace(/ people$/, '')
      : '',
    volume ? few(volume.messages) : '',
    goal,
  ];
}

const ranks = { deny: 0, warn: 1, info: 2 };
const rank = ({ level, status }: PolicyResult): number => (status === 'excepted' ? 3 : ranks[level]);
const ruleWords = { deny: '❌ deny', warn: '⚠️ warn', info: 'ℹ️ info' };

/** What is lost by a change, and what allows it. */
const lossLine = ({ address, action, destructive }: PlanChange): string[] =>
  destructive
    ? [
        `- ⛔ **destructive**: to ${actionWords[action].word} \`${address}\`: ${markdownText(fewShown(destructive.reasons.join('; ')))} (${
          destructive.allowed ? 'allowed' : `needs \`--allow-destructive ${address}\``
        }).`,
      ]
    : [];

/** Counts of rules, then the broken ones, what is denied first. */
function ruleLines({ policy, applyable, changes, requires }: Plan): string[] {
  const { denied, warned, passed, not_evaluated, excepted, results } = policy;
  if (results.length + passed + not_evaluated === 0) return [];
  const counts = [`${number(denied)} denied`, `${number(warned)} warned`, `${number(passed)} passed`];
  if (not_evaluated > 0) counts.push(`${number(not_evaluated)} not evaluated`);
  if (excepted > 0) counts.push(`${number(excepted)} excepted`);
  const needed = requires.approvals > 0 ? ` 👀 ${markdownText(approvalText(requires))}: \`crm approve\`.` : '';
  const refused = applyable || changes.length === 0 ? '' : ' `crm apply` refuses this plan.';
  return [
    `**Policy: ${counts.join(', ')}.**${needed}${refused}`,
    ...[...results].sort((a, b) => rank(a) - rank(b)).map(ruleLine),
  ];
}

const ruleLine = ({ rule, level, status, address, message, fix, file, line, exception }: PolicyResult): string => {
  const word = status === 'not_evaluated' ? `❔ not evaluated (${level})` : ruleWords[level];
  if (exception)
    return `- ➖ excepted (${level}) **${rule}**: \`${address}\` ${markdownText(fewShown(message))} (\`${file}:${line}\`). Until ${exception.expires}: ${markdownText(exception.reason)}`;
  return `- ${word} **${rule}**: \`${address}\` ${markdownText(fewShown(message))} (\`${file}:${line}\`). ${markdownText(fix)}`;
};

/** What changes in one definition, folded; nothing of what the table says whole. */
function detail(change: PlanChange): string[] {
  const { symbol, word } = actionWords[change.action];
  const facts = campaignFacts(change, few);
  const fields = change.fields.filter(({ path }) => !path.startsWith('lists.'));
  const previews = change.preview ?? [];
  if (facts.length + fields.length + previews.length === 0) return [];
  return [
    [
      '<details>',
      `<summary>${symbol} ${word} <code>${change.address}</code> (${change.file}:${change.line})</summary>`,
      '',
      ...facts.map(([name, text]) => `- **${name}** ${markdownText(text.replaceAll('->', '→'))}`),
      ...fields.map(({ path, line, before, after }) => `- \`${path}\` :${line}${fieldValues(before, after)}`),
      ...previews.map(
        ({ persona, variant, after, characters, bytes, skipped }) =>
          `- **preview** ${markdownText(`${persona}${variant === 'default' ? '' : ` · ${variant}`}`)}: ${
            skipped === null
              ? `${markdownText(after.subject ?? after.title ?? after.text ?? after.body ?? '')} (${number(characters)} characters, ${number(bytes)} bytes)`
              : 'left out'
          }`,
      ),
      '',
      '</details>',
    ].join('\n'),
  ];
}

const longest = 600;

function fieldValues(before: unknown, after: unknown): string {
  const show = (value: unknown): string =>
    (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longest);
  if (before === null) return ` + ${markdownText(show(after))}`;
  if (after === null) return ` − ~~${markdownText(show(before))}~~`;
  return `: ${copyDiff(show(before), show(after))
    .map(({ kind, text }) => {
      const shown = markdownText(text);
      return kind === 'same' ? shown : kind === 'gone' ? `~~${shown}~~` : `**${shown}**`;
    })
    .join(' ')}`;
}

function footer({ as_of, fingerprint, expires_at, refresh, changes, affected, source }: Plan): string {
  const at = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
  const messages = [...changes, ...affected].reduce((sum, { volume }) => sum + (volume?.messages ?? 0), 0);
  return [
    refresh === 'none' ? 'people were not counted' : `one run of each: ${few(messages)} messages`,
    `as of ${at(as_of)}`,
    `fingerprint ${fingerprint.slice(7, 15)}`,
    ...(source.commit ? [`commit ${source.commit.slice(0, 7)}${source.dirty ? ' and more' : ''}`] : []),
    `good until ${at(expires_at)}`,
  ].join(' · ');
}
