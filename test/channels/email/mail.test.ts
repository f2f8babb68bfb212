import { describe, expect, test } from 'vitest';
import { createSmtpChannel } from '../../../src/channels/email/index.ts';
import { message, withMailServer } from './real-server.ts';

/** The names of the header lines, folded lines joined. */
const headerNames = (raw: string): string[] =>
  (raw.split('\r\n\r\n')[0] ?? '')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => line.split(':')[0]?.toLowerCase() ?? '');

describe('the mail', () => {
  test('Korean and emoji arrive as they were written', async () => {
    await withMailServer({ from: '소리 라디오 🎧 <hello@sori.example>' }, async (channel, inbox) => {
      const subject =
        '(광고) 민아 👩🏽‍🎤님, 이번 주말은 Sori 라이브와 함께해요 — 아주 긴 제목이라서 여러 줄로 접힙니다 🎉🎉';
      const text = '안녕하세요, 민아님.\n한 줄 더: 🎧 “따옴표” ㄱㄴㄷ 갏뷁';
      const sent = await channel.send(message({ parts: { subject, text, html: `<p>${text}</p>` } }));
      expect(sent.kind).toBe('accepted');
      expect(inbox).toHaveLength(1);
      const { mail, raw } = inbox[0] ?? { mail: undefined, raw: '' };
      expect(mail?.subject).toBe(subject);
      expect(mail?.from?.value).toEqual([{ name: '소리 라디오 🎧', address: 'hello@sori.example' }]);
      expect(mail?.text?.trim()).toBe(text);
      expect(mail?.html).toContain('갏뷁');
      // Everything on the wire is ASCII, whatever the server can do.
      expect(/[^\x00-\x7f]/.test(raw)).toBe(false);
    });
  });

  test('text and HTML are alternatives; without HTML there is text alone', async () => {
    await withMailServer({}, async (channel, inbox) => {
      await channel.send(message());
      await channel.send(message({ parts: { subject: 'Plain', text: 'only text' } }));
      expect(inbox[0]?.raw).toMatch(/content-type: multipart\/alternative/i);
      expect(inbox[0]?.mail.text?.trim()).toBe('Hello there');
      expect(inbox[0]?.mail.html).toContain('<p>Hello there</p>');
      expect(inbox[1]?.raw).toMatch(/content-type: text\/plain/i);
      expect(inbox[1]?.mail.html).toBe(false);
    });
  });

  test('the delivery key is its Message-ID, and the headers are exactly these', async () => {
    await withMailServer({ reply_to: 'ask@sori.example' }, async (channel, inbox) => {
      await channel.send(message({ parts: { subject: 'Hi', text: 'x' } }));
      expect(inbox[0]?.mail.messageId).toBe('<Zk3_key-1@sori.example>');
      expect(inbox[0]?.mail.headers.get('x-crm-delivery')).toBe('Zk3_key-1');
      expect(inbox[0]?.mail.replyTo?.text).toBe('ask@sori.example');
      expect(headerNames(inbox[0]?.raw ?? '').sort()).toEqual(
        'content-transfer-encoding content-type date from message-id mime-version reply-to subject to x-crm-delivery'.split(
          ' ',
        ),
      );
    });
  });

  test('one connection carries many mails, one recipient each', async () => {
    await withMailServer({}, async (channel, inbox) => {
      for (let i = 0; i < 50; i++) await channel.send(message({ key: `k${i}`, address: `p${i}@people.example` }));
      expect(inbox.map(({ to }) => to)).toEqual(Array.from({ length: 50 }, (_, i) => [`p${i}@people.example`]));
      expect(new Set(inbox.map(({ mail }) => mail.messageId)).size).toBe(50);
    });
  });
});

describe('unsubscribing', () => {
  const mailto = 'mailto:unsubscribe@sori.example';
  const https = `https://sori.example/u/${'long'.repeat(40)}?list=news`;

  test.each([
    [mailto, { list: `<${mailto}>`, post: undefined }],
    [https, { list: `<${https}>`, post: 'List-Unsubscribe=One-Click' }],
    [undefined, { list: undefined, post: undefined }],
  ])('%s', async (unsubscribe, { list, post }) => {
    await withMailServer(unsubscribe === undefined ? {} : { unsubscribe }, async (channel, inbox) => {
      await channel.send(message());
      await channel.send(message({ key: 'receipt', transactional: true }));
      const line = (raw: string | undefined, name: string): string | undefined =>
        new RegExp(`^${name}:\\s*((?:.*\\r\\n[ \\t]+)*.*)$`, 'im')
          .exec(raw ?? '')?.[1]
          ?.replace(/\r\n[ \t]+/g, '')
          .trim();
      expect(line(inbox[0]?.raw, 'List-Unsubscribe')).toBe(list);
      expect(line(inbox[0]?.raw, 'List-Unsubscribe-Post')).toBe(post);
      expect(inbox[1]?.raw).not.toMatch(/list-unsubscribe/i);
    });
  });
});

describe('settings that are no settings', () => {
  const settings = { provider: 'smtp', url: 'smtp://h.example', from: 'a@sori.example' } as const;

  test.each(['hello', 'http://mail.example', 'smtp://', 'smtp://user:%E0%A4%A@h.example:25'])('url %s', (url) => {
    const make = () => createSmtpChannel({ ...settings, url });
    expect(make).toThrow(/no SMTP address/);
    expect(make).not.toThrow(/%E0/);
  });

  test.each([
    'Sori',
    'Sori <>',
    'Sori <a@b>',
    'a@sori.example, b@sori.example',
    'x <a@sori.example>\r\nBcc: b@sori.example',
  ])('from %s', (from) => {
    expect(() => createSmtpChannel({ ...settings, from })).toThrow(/no address/);
  });
});
