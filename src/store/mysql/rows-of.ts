import type { Readable } from 'node:stream';
import type { Row } from '../../model/query.ts';
import { type Field, toRow } from './values.ts';

/** Rows as they come, not many ahead of whoever reads them; `within` bounds each time that the server is waited for. */
export async function* rowsOf(
  readable: Readable,
  within: (work: Promise<void>) => Promise<void>,
): AsyncGenerator<Row, void> {
  let convert: ReturnType<typeof toRow> = (row) => row;
  let over = false;
  let failure: unknown;
  let wake = (): void => undefined;
  readable.on('fields', (fields: Field[]) => {
    convert = toRow(fields);
  });
  readable.on('readable', () => wake());
  readable.on('error', (error) => {
    failure = error;
    wake();
  });
  readable.on('end', () => {
    over = true;
    wake();
  });
  for (;;) {
    const row: Record<string, unknown> | null = readable.read();
    if (row !== null) yield convert(row);
    else if (failure !== undefined) throw failure;
    else if (over) return;
    else
      await within(
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      );
  }
}
