import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';

/** Writes a page that was asked for with --html. */
export function writePage(path: string, text: string): void {
  try {
    writeFileSync(resolve(path), text);
  } catch (error) {
    throw new CrmError('usage', {
      code: 'FILE.CANNOT_WRITE',
      severity: 'error',
      summary: `${path} cannot be written: ${(error as Error).message}`,
      why: 'The page was asked for with --html.',
      next: ['Name another file, in a folder that exists and may be written.'],
    });
  }
}
