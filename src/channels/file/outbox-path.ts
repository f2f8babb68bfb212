import { join } from 'node:path';
import type { FileChannel, Medium } from '../../model/workspace.ts';

export interface Outbox {
  readonly medium: Medium;
  readonly settings: FileChannel;
  readonly root: string;
}

/** The file that a channel of the provider `file` writes. */
export const outboxPath = ({ medium, settings, root }: Outbox): string =>
  join(root, settings.path ?? `outbox/${medium}.ndjson`);
