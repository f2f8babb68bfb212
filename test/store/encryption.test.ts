import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmError } from '../../src/base/crm-error.ts';
import { openStore } from '../../src/store/index.ts';
import { startCluster, stopCluster } from '../support/postgres-cluster.ts';
import { tempDir } from '../support/run-crm.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe('an encrypted connection to PostgreSQL', () => {
  const folder = tempDir();
  let url = '';
  let missing = hasOpenssl ? '' : 'no openssl to make a certificate with';
  beforeAll(async () => {
    if (missing) return;
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', 'server.key', '-out', 'server.crt'];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files], {
      cwd: folder,
    });
    chmodSync(folder, 0o755);
    const started = await startCluster(folder, { encrypted: true });
    if ('missing' in started) missing = started.missing;
    else url = started.url;
  });
  afterAll(() => stopCluster(folder));

  const ca = `sslrootcert=${join(folder, 'server.crt')}`;
  it.for<readonly [host: string, options: string, expected: boolean | string]>([
    ['localhost', '', true],
    ['localhost', '?sslmode=disable', false],
    ['localhost', '?sslmode=require', true],
    ['127.0.0.1', '?sslmode=require', true],
    ['localhost', '?sslmode=verify-full', 'STORE.TLS_REFUSED'],
    ['localhost', '?sslmode=verify-ca', 'STORE.TLS_REFUSED'],
    ['localhost', `?sslmode=verify-full&${ca}`, true],
    ['localhost', `?${ca}`, true],
    ['127.0.0.1', `?sslmode=verify-full&${ca}`, 'STORE.TLS_REFUSED'],
    ['127.0.0.1', `?sslmode=verify-ca&${ca}`, true],
  ])('at %s%s: %s', async ([host, options, expected], { skip }) => {
    if (missing) skip(missing);
    const store = openStore({ url: url.replace('127.0.0.1', host) + options, root: '/' });
    const sql = 'select ssl as "encrypted" from pg_stat_ssl where pid = pg_backend_pid()';
    const found = await store.all({ sql, bindings: [] }).then(
      ([row]) => row?.encrypted,
      (error: CrmError) => error.diagnostics[0]?.code,
    );
    await store.close();
    expect(found).toBe(expected);
  });
});
