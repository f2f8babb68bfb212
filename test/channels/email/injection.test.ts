import { describe, expect, test } from 'vitest';
import { acceptsAddress } from '../../../src/channels/accepts/index.ts';
import { createSmtpChannel } from '../../../src/channels/email/index.ts';
import { startFaultServer } from './fault-server.ts';
import { message, withMailServer } from './real-server.ts';

const evil = 'evil@attacker.example';

/** Addresses that name more than one mailbox, or try to. */
const hostile: readonly string[] = [
  '',
  ' ',
  'mina',
  '@people.example',
  'mina@',
  'mina@localhost',
  `mina@people.example, ${evil}`,
  `mina@people.example,${evil}`,
  `mina@people.example;${evil}`,
  `mina@people.example ${evil}`,
  `mina@people.example\r\nBcc: ${evil}`,
  `mina@people.example\nRCPT TO:<${evil}>`,
  `mina@people.example\r${evil}`,
  'mina@people.example\0',
  `mina\0${evil}`,
  `"${evil}, mina"@people.example`,
  '"mina park"@people.example',
  `mina@people.example> BODY=8BITMIME\r\nRCPT TO:<${evil}`,
  `<${evil}>`,
  `Mina <${evil}>`,
  `mina(${evil})@people.example`,
  `mina@people.example (comment)`,
  `friends: ${evil}, mina@people.example;`,
  `@relay.example:${evil}`,
  `mina@@people.example`,
  `mina@people@attacker.example`,
  'mina..park@people.example',
  '.mina@people.example',
  'mina.@people.example',
  'mina@people..example',
  'mina@.people.example',
  'mina@people.example.',
  'mina@[127.0.0.1]',
  'mina@people_.example/../x',
  `mina\u2028${evil}`,
  `mina\u200b@people.example`,
  `mina\u202e@people.example`,
  `\ufeffmina@people.example`,
  `mina＠attacker.example@people.example`,
  'mina\ud800@people.example',
  `${'m'.repeat(65)}@people.example`,
  `mina@${'p'.repeat(250)}.example`,
  'mina\\@people.example',
  'mina\u007f@people.example',
];

const fine: readonly string[] = [
  'mina@people.example',
  'MINA.Park+tag@people.example',
  "o'neil@people.example",
  '=?utf-8?q?x?=@people.example',
  '-oQ/tmp@people.example',
  '민아@people.example',
  '1@1.example',
];

describe('addresses', () => {
  const accepts = acceptsAddress('email');

  test.each(hostile.map((address) => [JSON.stringify(address), address]))('%s is refused', (_, address) => {
    expect(accepts(address)).toBe(false);
  });

  test.each(fine)('%s is taken, and is the one recipient', async (address) => {
    expect(accepts(address)).toBe(true);
    await withMailServer({}, async (channel, inbox) => {
      expect((await channel.send(message({ address }))).kind).toBe('accepted');
      expect(inbox.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'hello@sori.example', to: [address] }]);
    });
  });

  test('a domain in another script is written as every server reads it', async () => {
    const server = await startFaultServer();
    const channel = createSmtpChannel({
      provider: 'smtp',
      url: `smtp://127.0.0.1:${server.port}`,
      from: 'a@sori.example',
    });
    expect((await channel.send(message({ address: 'mina@소리.example' }))).kind).toBe('accepted');
    expect(server.journal[0]?.to).toEqual(['mina@xn--oy2b17l.example']);
    await channel.close();
    await server.close();
  });

  test('even what should have been refused before never reaches a second mailbox', async () => {
    await withMailServer({}, async (channel, inbox) => {
      for (const address of hostile) await channel.send(message({ address }));
      for (const { to, raw } of inbox) {
        expect(to).toHaveLength(1);
        expect(to[0]?.endsWith('attacker.example')).toBe(false);
        expect(raw).not.toMatch(/^bcc:/im);
      }
    });
  });
});

const attacks: readonly string[] = [
  `Hi\r\nBcc: ${evil}`,
  `Hi\nBcc: ${evil}`,
  `Hi\rBcc: ${evil}`,
  `Hi\r\n\r\n<script>`,
  `Hi\0Bcc: ${evil}`,
  `Hi\u0085Bcc: ${evil}`,
  `Hi\u2028Bcc: ${evil}`,
  `Hi\u000bBcc: ${evil}`,
  `=?utf-8?q?Hi=0D=0ABcc:_${evil}?=`,
  `Hi\r\n Bcc: ${evil}`,
  `\r\n.\r\nMAIL FROM:<${evil}>`,
  `안녕\r\nBcc: ${evil}`,
  `${'긴 제목 '.repeat(60)}\r\nBcc: ${evil}`,
];

describe('subjects and names', () => {
  test.each(attacks.map((subject) => [JSON.stringify(subject).slice(0, 60), subject]))(
    'subject %s',
    async (_, subject) => {
      await withMailServer({}, async (channel, inbox) => {
        await channel.send(message({ parts: { subject, text: 'x' } }));
        expect(inbox).toHaveLength(1);
        expect(inbox[0]?.to).toEqual(['mina@people.example']);
        expect(inbox[0]?.mail.bcc).toBeUndefined();
        expect((inbox[0]?.raw.split('\r\n\r\n')[0] ?? '').match(/^bcc:/im)).toBeNull();
        expect(inbox[0]?.mail.text?.trim()).toBe('x');
      });
    },
  );

  test.each([`x\r\nBcc: ${evil}`, `${evil}`, '"Sori, Inc."', 'back \\ slash', '김, 소리'])(
    'sender name %j',
    async (name) => {
      await withMailServer({ from: `${name} <hello@sori.example>` }, async (channel, inbox) => {
        await channel.send(message());
        expect(inbox.map(({ to }) => to)).toEqual([['mina@people.example']]);
        expect(inbox[0]?.mail.from?.value.map(({ address }) => address)).toEqual(['hello@sori.example']);
        expect(inbox[0]?.mail.bcc).toBeUndefined();
      });
    },
  );

  test('dots, long lines and file names in the body stay text', async () => {
    await withMailServer({}, async (channel, inbox) => {
      const text = `.\n..\n.hidden\nMAIL FROM:<${evil}>\n${'x'.repeat(3_000)}`;
      await channel.send(message({ parts: { subject: 'Hi', text, html: '<img src="file:///etc/hostname">' } }));
      expect(inbox).toHaveLength(1);
      expect(inbox[0]?.mail.text?.trimEnd()).toBe(text);
      expect(inbox[0]?.mail.attachments).toEqual([]);
    });
  });
});
