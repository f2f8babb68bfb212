// `npm run demo`: from a fresh clone to a report. Sets the project up, then goes the whole way on made-up people:
// seed, validate, plan, apply, dry run, send into a real SMTP server on loopback, react, pull, report.
import { spawnSync } from 'node:child_process';
import { node, root, setup } from './setup.js';

setup();
const result = spawnSync(node, ['scripts/demo-run.js'], { cwd: root, stdio: 'inherit' });
process.exitCode = result.status ?? 1;
