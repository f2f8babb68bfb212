import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { starterFiles } from '../load/starter/index.ts';

interface Columns {
  readonly signedUp?: string | undefined;
  readonly nickname?: string | undefined;
}

/** Names that YAML and copy take as they are. */
const plain = (name: string | undefined): name is string =>
  name !== undefined && /^\p{L}[\p{L}\p{M}\p{N}_]*$/u.test(name);

/** Lets the example files of `crm init` name the columns of the store; files that somebody changed stay. */
export function fitStarter(root: string, { signedUp, nickname }: Columns): string[] {
  const before = starterFiles();
  const after = starterFiles({
    ...(plain(signedUp) ? { signedUp } : {}),
    ...(plain(nickname) ? { nickname } : {}),
  });
  const fitted: string[] = [];
  for (const [path, text] of Object.entries(after)) {
    const file = join(root, path);
    if (text === before[path] || !existsSync(file) || readFileSync(file, 'utf8') !== before[path]) continue;
    writeFileSync(file, text);
    fitted.push(path);
  }
  return fitted;
}
