#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on any Node, to say clearly that the Node is too old,
// before anything native is loaded (better-sqlite3 ends Node 20 without a message).
// Node's own modules are taken with getBuiltinModule: an import would read all their exports, and so load half of Node.
const wanted = [22, 12];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const entry = new URL('../dist/main.js', import.meta.url);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  refuse({
    code: 'USAGE.OLD_NODE',
    summary: `crm needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}`,
    why: 'Its database driver does not run on an older one.',
    next: ['Install a newer Node, or run crm through "npx" in a project that has the "node" package.'],
  });
} else if (!process.getBuiltinModule('node:fs').existsSync(entry)) {
  refuse({
    code: 'USAGE.NOT_BUILT',
    summary: 'crm is not built yet',
    why: 'This is its source, and there is no dist folder.',
    next: ['Run "npm run build" first.'],
  });
} else {
  // Young garbage is collected sooner than by default: 100 MiB less for thousands of files, and no slower.
  process.getBuiltinModule('node:v8').setFlagsFromString('--max-semi-space-size=4');
  process.getBuiltinModule('node:module').enableCompileCache?.();
  const { main } = await import(entry.href);
  process.exitCode = await main(process.argv.slice(2));
}

/** Like every failure: text on stderr, or the one document that was asked for on stdout. */
function refuse({ code, summary, why, next }) {
  const words = process.argv.slice(2);
  process.exitCode = 4;
  if (!words.some((word, i) => word === '--format=json' || (word === '--format' && words[i + 1] === 'json'))) {
    process.stderr.write(
      `error ${code}\n  ${summary}\n  why  ${why}\n${next.map((one) => `  next ${one}\n`).join('')}`,
    );
    return;
  }
  const nowhere = { file: null, line: null, column: null, end_line: null, end_column: null, pointer: null };
  const document = {
    format: 'crm.error/v1',
    workspace: null,
    environment: null,
    as_of: null,
    diagnostics: [{ code, severity: 'error', summary, ...nowhere, why, next, suggestions: [] }],
    exit: { code: 4, name: 'usage' },
  };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
