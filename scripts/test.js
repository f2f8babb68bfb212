// `npm test`: everything a fresh clone needs, then every check. Ends with "N passed, N failed".
import { run, setup } from './setup.js';

setup();
run('npm', ['run', '--silent', 'format']);
run('npm', ['run', '--silent', 'types']);
run('npm', ['run', '--silent', 'architecture']);
run('npm', ['run', '--silent', 'vitest']);
