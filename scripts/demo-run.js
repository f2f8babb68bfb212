// The steps of `npm run demo`, on the pinned Node and with the dependencies there.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { bold } from './bold.js';

const libmime = createRequire(import.meta.url)('libmime');
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.demo');
// A Friday evening in Seoul, when several campaigns are due. Everything below is computed as of then, so every run is the same.
const friday = '2026-11-06T10:05:00Z';

/** A mail server that keeps count of what it accepted, and of which subjects. */
async function mailServer() {
  const byRecipient = new Map();
  const subjects = new Map();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const head = Buffer.concat(chunks)
          .toString('utf8')
          .split('\r\n\r\n', 1)[0]
          .replace(/\r\n[ \t]+/g, ' ');
        const subject = libmime.decodeWords(/^Subject: (.*)$/m.exec(head)?.[1] ?? '');
        const message = /^Message-ID: (.*)$/im.exec(head)?.[1] ?? '';
        for (const { address } of session.envelope.rcptTo) {
          const key = `${address} ${subject.includes('픽') || subject.includes('Picks') ? 'weekly' : 'weekend'}`;
          byRecipient.set(key, (byRecipient.get(key) ?? 0) + 1);
        }
        subjects.set(message, subject);
        done();
      });
    },
  });
  await new Promise((resolve, reject) => server.listen(0, '127.0.0.1', resolve).on('error', reject));
  const { port } = server.server.address();
  return { port, byRecipient, subjects, close: () => new Promise((resolve) => server.close(resolve)) };
}

function crm(env, ...args) {
  process.stdout.write(`\n${bold(`$ crm ${args.join(' ')}`)}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin/crm.js'), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`crm ${args[0]} ended with exit code ${code}`)),
    );
  });
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const part of ['crm.yaml', 'campaigns', 'segments', 'templates', 'personas'])
  cpSync(join(root, part), join(folder, part), { recursive: true });

const mail = await mailServer();
const env = { SMTP_URL: `smtp://127.0.0.1:${mail.port}` };
const asOf = ['--as-of', friday];
try {
  await crm(env, 'demo', 'seed', ...asOf);
  await crm(env, 'validate', '--store');
  await crm(env, 'plan', '--out', 'plan.crmplan.json', ...asOf);
  await crm(env, 'apply', 'plan.crmplan.json', ...asOf);
  await crm(env, 'send', '--dry-run', ...asOf);
  await crm(env, 'send', ...asOf);
  await crm(env, 'demo', 'react', '--days', '7', ...asOf);
  const later = '2026-11-13T12:00:00Z';
  await crm(env, 'pull', '--as-of', later);
  await crm(env, 'report', '--as-of', later);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  await mail.close();
}

const mails = [...mail.byRecipient.values()].reduce((sum, count) => sum + count, 0);
const twice = [...mail.byRecipient.values()].filter((count) => count > 1).length;
const korean = [...mail.subjects.values()].find((subject) => /[가-힣]/.test(subject)) ?? '(none)';
const broken = [...mail.subjects.values()].filter((subject) => subject === '' || subject.includes('\ufffd')).length;
process.stdout.write(
  `\nThe mail server accepted ${mails.toLocaleString('en')} mails; people with the same campaign twice: ${twice}; broken subjects: ${broken}; for example "${korean}".\n`,
);
if (mails < 5000 || twice > 0 || broken > 0) process.exitCode = 1;
const report = '.demo/reports/weekend-live/2026-11-13.html';
if (existsSync(join(root, report))) process.stdout.write(`Everything above is simulated. Open the report: ${report}\n`);
else process.exitCode = 1;
