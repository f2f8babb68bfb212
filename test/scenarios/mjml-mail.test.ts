import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyWorkspace } from '../support/tiny-workspace.ts';
import { startMailServer } from './mail-server.ts';

const template = `title: Hello
channel: email
locales:
  en:
    subject: "Hello"
    text: "Hello. {{unsubscribe_url}}"
    mjml: |
      <mjml>
        <mj-head><mj-style inline="inline">.warm { color: tomato; }</mj-style></mj-head>
        <mj-body><mj-section><mj-column>
          <mj-text><p class="warm">Hello</p></mj-text>
          <mj-button href="https://tiny.example/live">Listen</mj-button>
          <mj-text><a href="{{unsubscribe_url}}">Unsubscribe</a></mj-text>
        </mj-column></mj-section></mj-body>
      </mjml>
`;

it('a mail written in MJML arrives with its styles inlined, from the built tool', async () => {
  const mail = await startMailServer();
  const tiny = tinyWorkspace(() => mail.url);
  tiny.add([{ id: 'a', email: 'a@people.example' }]);
  writeFileSync(join(tiny.dir, 'templates/hello.yaml'), template);
  const friday = ['--as-of', '2026-11-06T10:05:00Z'];
  await tiny.json(['apply', '--auto-approve', ...friday]);
  await tiny.json(['send', ...friday]);
  expect(mail.journal).toHaveLength(1);
  const html = String(mail.journal[0]?.mail.html);
  expect(html).toContain('<p class="warm" style="color: tomato;">');
  expect(html).toContain('href="https://tiny.example/live"');
  await mail.close();
});
