// Bundles src/ into dist/ (dependencies stay outside). Code splitting keeps every command's code apart,
// so that `crm --version` loads next to nothing.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.12',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  loader: { '.sql': 'text' },
});
