import type { CampaignStatus } from '../../app/show-status.ts';
import { localTime } from './local-time.ts';
import { number, plural } from './number.ts';
import { wrapSentence } from './wrap-sentence.ts';

const maxShown = 5;

interface Look {
  readonly timezone: string;
  readonly width: number;
  /** The campaign's clock. */
  readonly asOf: Date;
  /** Flags with which the next command meets the same ledger. */
  readonly flags: string;
}

type Stopped = CampaignStatus['unfinished'][number];

/** The runs that nobody is at: who waits, why, since when, and what goes on with them. */
export function stoppedText(campaigns: readonly CampaignStatus[], look: Look): string[] {
  const stopped = campaigns.flatMap((campaign) =>
    campaign.unfinished.filter(({ state }) => state === 'stopped').map((run) => ({ campaign, run })),
  );
  const lines = stopped.slice(0, maxShown).flatMap(({ campaign, run }) => {
    const name = campaign.unfinished.length > 1 ? run.run : campaign.id;
    return wrapSentence('  ', `${name}: ${waitText(run)} ${whyText(run, look)} ${nextText(campaign, run, look)}`, {
      width: look.width,
      margin: 4,
    });
  });
  return stopped.length > maxShown ? [...lines, `  .. and ${number(stopped.length - maxShown)} more`] : lines;
}

function waitText({ waiting, decided, stopped }: Stopped): string {
  const who =
    waiting === 0
      ? 'nobody waits yet'
      : `${plural(waiting, 'person', 'people')} still ${waiting === 1 ? 'waits' : 'wait'}`;
  const word = stopped?.kind === 'limits' ? 'held' : 'stopped';
  return decided ? `${word}, ${who}.` : `stopped before its whole audience was decided about, ${who}.`;
}

function whyText({ stopped, held_until }: Stopped, { timezone }: Look): string {
  if (!stopped) return '';
  const { kind, reason, since } = stopped;
  if (kind === 'limits' && held_until !== null)
    return `They have had as many messages as the limits allow; the first may get one from ${localTime(timezone)(held_until)} on.`;
  const sentence = `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`;
  if (since === null) return `${sentence}.`;
  const time = localTime(timezone)(since);
  return kind === 'died'
    ? `${sentence}; its last sign of life was at ${time}.`
    : `${sentence}, ${kind === 'channel' ? 'since' : 'at'} ${time}.`;
}

/** What to do, or why nothing can be done. */
function nextText({ status, id }: CampaignStatus, { expires_at }: Stopped, { asOf, flags, timezone }: Look): string {
  const send = `\`crm send${flags}\``;
  if (status !== 'active') return `The campaign is ${status}: they wait until \`${id}\` is active again.`;
  if (expires_at === null) return `${send} goes on with it.`;
  const until = localTime(timezone)(expires_at);
  return new Date(expires_at) <= asOf
    ? `It is too late for them since ${until}; ${send} settles them as expired.`
    : `${send} goes on with it, until ${until}.`;
}
