import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSmtpPool } from '../../../src/channels/email/smtp-pool.ts';
import type { ChannelOutcome } from '../../../src/model/channel.ts';
import type { Fault } from './fault-server.ts';
import { patience, withPool } from './pool-support.ts';

type Kind = ChannelOutcome['kind'];

interface Row {
  readonly fault: Fault;
  readonly outcome: Kind;
  /** Whether the server has the mail afterwards. */
  readonly has: boolean;
  readonly size?: number;
}

const row = (at: Fault['at'], act: Fault['act'], outcome: Kind, has = false, size?: number): Row => ({
  fault: { at, act },
  outcome,
  has,
  ...(size === undefined ? {} : { size }),
});

const big = 4_000_000;

/** The fault table of delivery-and-security.md, 2.2, row by row. */
const table: readonly Row[] = [
  row('greeting', 'drop', 'channel_down'),
  row('greeting', 'reset', 'channel_down'),
  row('greeting', 'hang', 'channel_down'),
  row('greeting', '421 4.3.2 not now!', 'channel_down'),
  row('greeting', '554 5.7.1 go away', 'channel_down'),
  row('ehlo', 'drop', 'channel_down'),
  row('ehlo', 'reset', 'channel_down'),
  row('ehlo', 'hang', 'channel_down'),
  row('mail', 'drop', 'not_sent_retry'),
  row('mail', 'reset', 'not_sent_retry'),
  row('mail', 'hang', 'not_sent_retry'),
  row('mail', '450 4.1.8 later', 'not_sent_retry'),
  row('mail', '421 4.7.0 closing!', 'not_sent_retry'),
  row('mail', '530 5.7.0 authentication required', 'channel_down'),
  row('mail', '550 5.7.1 this sender may not', 'channel_down'),
  row('mail', '552 5.3.4 too large', 'not_sent_permanent'),
  row('rcpt', 'drop', 'not_sent_retry'),
  row('rcpt', 'reset', 'not_sent_retry'),
  row('rcpt', 'hang', 'not_sent_retry'),
  row('rcpt', '450 4.2.1 mailbox busy', 'not_sent_retry'),
  row('rcpt', '421 4.7.0 closing!', 'not_sent_retry'),
  row('rcpt', '550 5.1.1 nobody here', 'not_sent_permanent'),
  row('data', 'drop', 'not_sent_retry'),
  row('data', 'reset', 'not_sent_retry'),
  row('data', 'hang', 'not_sent_retry'),
  row('data', '451 4.3.0 later', 'not_sent_retry'),
  row('data', '554 5.5.1 no', 'not_sent_permanent'),
  row('body', 'drop', 'unknown', false, big),
  row('body', 'reset', 'unknown', false, big),
  row('body', 'hang', 'unknown', false, big),
  row('dot', 'drop', 'unknown', true),
  row('dot', 'reset', 'unknown', true),
  row('dot', 'hang', 'unknown', true),
  row('dot', '451 4.3.0 later', 'not_sent_retry'),
  row('dot', '421 4.3.2 closing!', 'not_sent_retry'),
  row('dot', '554 5.6.0 refused', 'not_sent_permanent'),
  row('quit', 'drop', 'accepted', true),
  row('quit', 'reset', 'accepted', true),
  row('quit', 'hang', 'accepted', true),
];

describe.each([false, true])('the SMTP fault table, pipelining %s', (pipelining) => {
  test.each(table)('$fault.at $fault.act: $outcome', async ({ fault, outcome, has, size }) => {
    await withPool({ fault, pipelining }, async ({ server, mail }) => {
      const said = await mail('one', size);
      expect(said.kind).toBe(outcome);
      expect(server.journal.map(({ key }) => key)).toEqual(has ? ['one'] : []);
    });
  });

  test.each(table.filter(({ fault }) => fault.at !== 'quit'))(
    'once $fault.act at $fault.at, then well: the next mails go, nothing twice',
    async ({ fault, outcome, has, size }) => {
      await withPool({ fault: { ...fault, times: 1 }, pipelining }, async ({ server, mail }) => {
        const kinds = [(await mail('one', size)).kind, (await mail('two')).kind, (await mail('three')).kind];
        expect(kinds).toEqual([outcome, 'accepted', 'accepted']);
        expect(server.journal.map(({ key }) => key)).toEqual([...(has ? ['one'] : []), 'two', 'three']);
      });
    },
  );

  test.each(['drop', 'reset', 'hang', '451 4.3.0 later'])(
    'a refusal stays one when RSET is met with %s',
    async (act) => {
      const fault = [
        { at: 'rcpt', act: '550 5.1.1 nobody here', times: 1 },
        { at: 'rset', act },
      ] as const;
      await withPool({ fault, pipelining }, async ({ server, mail }) => {
        expect((await mail('one')).kind).toBe('not_sent_permanent');
        expect((await mail('two')).kind).toBe('accepted');
        expect(server.journal.map(({ key }) => key)).toEqual(['two']);
      });
    },
  );

  test('an early refusal of a long body ends the conversation: no later mail gets its answers', async () => {
    const fault = { at: 'body', act: '552 5.3.4 too large', times: 1 } as const;
    await withPool({ fault, pipelining }, async ({ server, mail }) => {
      expect((await mail('one', big)).kind).toBe('not_sent_permanent');
      expect((await mail('two')).kind).toBe('accepted');
      expect(server.journal.map(({ key }) => key)).toEqual(['two']);
    });
  });

  test('an envelope that cannot be written is refused without asking', async () => {
    await withPool({ pipelining }, async ({ server, pool }) => {
      for (const to of ['', 'a@b.kr>\r\nRCPT TO:<c@d.kr', '<a@b.kr>']) {
        const said = await pool.send({ from: 'a@sori.example', to }, Buffer.from('x'));
        expect(said.kind).toBe('not_sent_permanent');
      }
      expect(server.journal).toEqual([]);
      expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual([]);
    });
  });
});

describe('what cannot be reached', () => {
  test('a refused connection is a channel that is down, every time', async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const { port } = closed.address() as { port: number };
    await new Promise((done) => closed.close(done));
    const pool = createSmtpPool({ host: '127.0.0.1', port, secure: false }, 3, { timeoutMs: patience });
    const envelope = { from: 'a@sori.example', to: 'b@people.example' };
    const said = await Promise.all([1, 2, 3].map(() => pool.send(envelope, Buffer.from('x'))));
    expect(said.map(({ kind }) => kind)).toEqual(['channel_down', 'channel_down', 'channel_down']);
    await pool.close();
  });

  test('a name that does not exist', async () => {
    const pool = createSmtpPool({ host: 'nowhere.invalid', port: 25, secure: false }, 1, { timeoutMs: 2_000 });
    const said = await pool.send({ from: 'a@sori.example', to: 'b@people.example' }, Buffer.from('x'));
    expect(said.kind).toBe('channel_down');
    await pool.close();
  });

  test.each(['drop', 'reset', 'hang', '535 5.7.8 wrong', '454 4.7.0 later'])('AUTH: %s', async (act) => {
    const login = { user: 'sori', password: 'secret' };
    await withPool({ login, fault: { at: 'auth', act } }, async ({ server, mail }) => {
      const said = await mail('one');
      expect(said.kind).toBe('channel_down');
      expect(JSON.stringify(said)).not.toContain('secret');
      expect(server.journal).toEqual([]);
    });
    await withPool({ login }, async ({ mail }) => expect((await mail('one')).kind).toBe('accepted'));
  });
});
