#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on any Node, to say clearly that the Node is too old,
// before anything native is loaded (better-sqlite3 ends Node 20 without a message).
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const wanted = [22, 12];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const entry = new URL('../dist/main.js', import.meta.url);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  process.stderr.write(
    `crm needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}. Install a newer Node, or run crm through "npx" in a project that has the "node" package.\n`,
  );
  process.exitCode = 4;
} else if (!existsSync(fileURLToPath(entry))) {
  process.stderr.write('crm is not built yet: run "npm run build" first.\n');
  process.exitCode = 4;
} else {
  module.enableCompileCache?.();
  const { main } = await import(entry.href);
  process.exitCode = await main(process.argv.slice(2));
}
