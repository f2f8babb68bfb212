import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Output } from './output-option.ts';
import { renderView, type Shown } from './render-view.ts';

/** Writes a result to the files that were asked for, each whole or not at all. */
export async function writeOutputs(outputs: readonly Output[], shown: Shown): Promise<void> {
  for (const { format, path } of outputs) {
    const text = await renderView(format, shown);
    const target = resolve(path);
    try {
      writeFileSync(`${target}.tmp`, text === '' ? '' : `${text}\n`);
      renameSync(`${target}.tmp`, target);
    } catch (error) {
      throw new CrmError('usage', {
        code: 'OUTPUT.CANNOT_WRITE',
        severity: 'error',
        summary: `the ${format} output cannot be written to ${path}: ${(error as Error).message}`,
        why: 'The folder must exist and be writable.',
        next: [`Name another file: --output ${format}=${format}.out`],
      });
    }
  }
}
