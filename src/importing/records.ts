import { pipeline, Readable } from 'node:stream';
import { type CsvError, type InfoRecord, parse } from 'csv-parse';
import { detectDelimiter, readDelimiter } from './delimiter.ts';
import type { Findings } from './findings.ts';
import { openText } from './text.ts';
import type { Open, Row } from './types.ts';

const longestRecord = 4_000_000;

export interface Csv {
  readonly delimiter: string;
  readonly head: string;
  /** The delimiter that would have been chosen, when another one was given. */
  readonly detected: string;
  readonly rows: AsyncIterable<Row>;
}

/** The records of a file, header included, or undefined with a finding. A broken file ends early, with a finding. */
export async function openCsv(
  source: { readonly open: Open; readonly delimiter?: string | undefined },
  findings: Findings,
): Promise<Csv | undefined> {
  const given = source.delimiter === undefined ? undefined : readDelimiter(source.delimiter, findings);
  if (findings.stopped) return undefined;
  const { head, complete, chunks } = await openText(source.open, findings);
  const detected = detectDelimiter(head, complete);
  const delimiter = given ?? detected;
  return { delimiter, head, detected, rows: readRows({ chunks, delimiter, findings }) };
}

interface Input {
  readonly chunks: AsyncIterable<Buffer>;
  readonly delimiter: string;
  readonly findings: Findings;
}

function readRows({ chunks, delimiter, findings }: Input): AsyncIterable<Row> {
  const lines = new Lines(findings);
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRecord,
    // A record becomes a Row here and not in the consumer, so that errors know the line of the record before them.
    on_record: (cells, info) => lines.row(cells, info) as unknown as string[] | null,
    on_skip: (error) => lines.skip(error),
  });
  pipeline(Readable.from(chunks), parser, () => {});
  return parser as AsyncIterable<Row>;
}

/** Knows lines. csv-parse counts a CRLF inside a quoted cell twice, so these are taken off again. */
class Lines {
  readonly #findings: Findings;
  #doubled = 0;
  #end = 0;
  #empty = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  row(cells: readonly string[], info: InfoRecord): Row | null {
    if (this.#findings.stopped) return null;
    let inside = 0;
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      for (const [ending] of cell.matchAll(/\r\n|\r|\n/g)) {
        inside += 1;
        if (ending === '\r\n') this.#doubled += 1;
      }
    }
    this.#end = info.lines - this.#doubled;
    this.#empty = info.empty_lines;
    return { cells, line: this.#end - inside };
  }

  skip(error: CsvError | undefined): undefined {
    if (this.#findings.stopped || error === undefined) return;
    const here = Number(error.lines) - this.#doubled;
    const start = this.#end + 1 + Number(error.empty_lines) - this.#empty;
    if (error.code === 'CSV_MAX_RECORD_SIZE') this.#findings.stop({ ...tooLong, line: start });
    else if (error.code !== 'INVALID_OPENING_QUOTE') this.#findings.stop({ ...openQuote(start, here), line: start });
    else if (this.#end === 0) this.#findings.stop({ ...strayQuote, line: here });
    else this.#findings.row({ ...strayQuote, line: here });
    this.#end = here;
    this.#empty = Number(error.empty_lines);
  }
}

const strayQuote = {
  code: 'IMPORT.STRAY_QUOTE',
  summary: 'a quote stands in the middle of a cell that does not begin with one',
  why: 'It is not clear where the cell ends.',
  next: ['Put the whole cell in quotes and double the one inside: "5"" disk".'],
} as const;

const openQuote = (from: number, to: number) => ({
  code: 'IMPORT.OPEN_QUOTE',
  summary: `a quote of the row that begins in line ${from} is not closed properly${to > from ? `; noticed in line ${to}` : ''}`,
  why: 'Everything up to the next quote is one cell, so the rest of the file cannot be told apart and was not read.',
  next: ['Close the quote before the delimiter; a quote inside a quoted cell is doubled: "".'],
});

const tooLong = {
  code: 'IMPORT.TOO_LONG',
  summary: `this row is longer than ${longestRecord.toLocaleString('en')} bytes`,
  why: 'That is nearly always a quote that is never closed. The rest of the file was not read.',
  next: ['Look at the quotes of this line.'],
} as const;
