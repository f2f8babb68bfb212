import { describe, expect, it } from 'vitest';
import { segmentCoverage } from '../../src/app/segment-coverage.ts';
import { sendDue } from '../../src/app/send-due.ts';
import { showStatus } from '../../src/app/show-status.ts';
import { useWorkshop, type Workshop } from './workshop.ts';

const open = useWorkshop();
/** In the audience, and of them with an address. */
const [audience, reached] = [91, 72];
const at = (text: string): Date => new Date(`2026-11-${text}Z`);

/** `hello` at 10, `second` at 12 every day; one message a day is enough. */
function shop(delivery = '', limits = '[{ max: 1, within: 1d }]'): Workshop {
  const made = open();
  made.edit('campaigns/hello.yaml', '* * *" } }', '* * *" }, again: every }');
  made.edit('crm.yaml', 'locale: en', `locale: en\nlimits: ${limits}`);
  const second = made.read('campaigns/hello.yaml').replace('title: Hello', `title: Second\n${delivery}`);
  made.write('campaigns/second.yaml', second.replace('0 10 * * *', '0 12 * * *').replace('12h', '36h'));
  return made;
}

async function send(made: Workshop, time: string, options: { dryRun?: boolean; campaigns?: string[] } = {}) {
  const report = await sendDue(made.context({ asOf: at(time) }), {
    campaigns: [],
    dryRun: false,
    confirmed: [],
    lockTimeoutMs: 1000,
    ...options,
  });
  return report.runs.map(({ campaign, sent, queued, capped, skipped, expired, stopped }) => ({
    campaign,
    sent,
    queued,
    capped,
    dropped: skipped.capped,
    expired,
    stopped: stopped?.kind,
  }));
}

const nothing = { sent: 0, queued: 0, capped: undefined, dropped: undefined, expired: 0, stopped: undefined };

describe('limits of messages, across campaigns', () => {
  it('hold a message until it fits, and say so', async () => {
    const made = shop();
    await made.planAndApply({ asOf: at('06T09:00:00') });
    const [first] = await send(made, '06T10:00:00');
    expect(first).toMatchObject({ campaign: 'hello', sent: reached, queued: 0, capped: undefined });
    const held = { ...nothing, campaign: 'second', queued: reached, capped: reached };
    expect(await send(made, '06T12:00:00', { dryRun: true })).toEqual([held]);
    expect(await send(made, '06T12:00:00')).toEqual([{ ...held, stopped: 'limits' }]);
    // Nobody is asked before the time has come, and a send that finds them waiting ends.
    expect(await send(made, '07T09:59:59')).toEqual([{ ...held, stopped: 'limits' }]);
    const { campaigns } = await showStatus(made.context({ asOf: at('06T13:00:00') }));
    expect(campaigns.find(({ id }) => id === 'second')?.unfinished).toMatchObject([
      { state: 'stopped', waiting: reached, stopped: { kind: 'limits' }, held_until: '2026-11-07T10:00:00.000Z' },
    ]);
    const due = async (time: string) =>
      (await showStatus(made.context({ asOf: at(time) }))).campaigns.find(({ id }) => id === 'second')?.due;
    expect([await due('06T13:00:00'), await due('07T09:59:59'), await due('07T10:00:00')]).toEqual([
      false,
      false,
      true,
    ]);
    // At 10 both may: those who wait go on first, and what is due then waits in turn.
    expect(await send(made, '07T10:00:00')).toEqual([
      { ...nothing, campaign: 'second', sent: reached },
      { ...nothing, campaign: 'hello', queued: reached, capped: reached, stopped: 'limits' },
    ]);
  });

  it('say who can get nothing for now: a blind spot of its own', async () => {
    const made = shop();
    await made.planAndApply({ asOf: at('06T09:00:00') });
    const coverage = (time: string) => segmentCoverage(made.context({ asOf: at(time) }), []);
    const before = await coverage('06T09:30:00');
    expect(before.blind_spots.find(({ reason }) => reason === 'capped')?.people).toBe(0);
    await send(made, '06T10:00:00');
    const after = await coverage('06T12:00:00');
    expect(after.blind_spots).toEqual([
      { reason: 'no_segment', people: 100 - audience },
      { reason: 'no_consent', people: 0 },
      { reason: 'no_address', people: audience - reached },
      { reason: 'capped', people: reached },
    ]);
    expect(after.reached).toBe(0);
    expect(await coverage('07T10:00:00')).toEqual(before);
    // One campaign that is exempt reaches them all the same.
    made.edit('campaigns/second.yaml', 'title: Second', 'title: Second\ndelivery: { exempt_from_limits: true }');
    expect((await coverage('06T12:00:00')).reached).toBe(reached);
  });

  it('are asked again when something is applied', async () => {
    const made = shop();
    await made.planAndApply({ asOf: at('06T09:00:00') });
    await send(made, '06T10:00:00');
    await send(made, '06T12:00:00');
    made.edit('crm.yaml', 'max: 1', 'max: 2');
    await made.planAndApply({ asOf: at('06T12:30:00') });
    expect(await send(made, '06T13:00:00')).toEqual([{ ...nothing, campaign: 'second', sent: reached }]);
  });

  it('settle as expired what has waited for too long', async () => {
    const made = shop();
    made.edit('campaigns/second.yaml', '36h', '2h');
    await made.planAndApply({ asOf: at('06T09:00:00') });
    await send(made, '06T10:00:00');
    await send(made, '06T12:00:00');
    expect(await send(made, '06T14:00:00')).toEqual([{ ...nothing, campaign: 'second', expired: reached }]);
  });

  it('leave a message out where the campaign says so', async () => {
    const made = shop('delivery: { when_capped: drop }');
    await made.planAndApply({ asOf: at('06T09:00:00') });
    await send(made, '06T10:00:00');
    const dropped = { ...nothing, campaign: 'second', dropped: reached };
    expect(await send(made, '06T12:00:00', { dryRun: true })).toEqual([dropped]);
    expect(await send(made, '06T12:00:00')).toEqual([dropped]);
    expect(await send(made, '07T12:00:00', { campaigns: ['second'] })).toEqual([
      { ...nothing, campaign: 'second', sent: reached },
    ]);
  });

  it.each([
    ['what is exempt is sent all the same, and counts', 'delivery: { exempt_from_limits: true }', reached],
    ['what is transactional, too', 'purpose: transactional', audience],
  ])('%s', async (_, line) => {
    const made = shop(line.startsWith('delivery') ? line : '');
    if (!line.startsWith('delivery')) made.edit('campaigns/second.yaml', 'purpose: service', line);
    await made.planAndApply({ asOf: at('06T09:00:00') });
    expect((await send(made, '06T12:00:00'))[0]).toMatchObject({ campaign: 'second', sent: reached });
    expect((await send(made, '07T10:00:00', { campaigns: ['hello'] }))[0]).toMatchObject({ queued: reached });
  });

  it('count only their channels and the tags that messages were sent with', async () => {
    const made = shop(
      'tags: [news]',
      '[{ max: 1, within: 1d, tags: [promo] }, { max: 1, within: 1w, channels: [sms] }]',
    );
    made.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello\ntags: [promo]');
    await made.planAndApply({ asOf: at('06T09:00:00') });
    await send(made, '06T10:00:00');
    // As news it does not count; the messages of before were promo all the same when the tag is gone.
    expect((await send(made, '06T12:00:00'))[0]).toMatchObject({ campaign: 'second', sent: reached });
    made.edit('campaigns/hello.yaml', 'tags: [promo]', 'tags: [other]');
    made.edit('campaigns/second.yaml', 'tags: [news]', 'tags: [promo]');
    made.edit('campaigns/second.yaml', '0 12', '0 13');
    await made.planAndApply({ asOf: at('06T12:30:00') });
    expect((await send(made, '06T13:00:00'))[0]).toMatchObject({
      campaign: 'second',
      queued: reached,
      capped: reached,
    });
  });
});
