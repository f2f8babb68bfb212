import type { Findings } from '../findings.ts';
import { listLines, Tally } from '../tally.ts';
import type { Row } from '../types.ts';
import { unguarded } from './unguarded.ts';

/** An id takes part in one query with all others, and longer ones do not occur. */
const longest = 250;
const most = 1_000_000;

/** The ids in one column of a list: text, without blanks around it, each once. */
export class IdCells {
  readonly #at: number;
  readonly #ids = new Set<string>();
  readonly #blank = new Tally();
  readonly #again = new Tally();
  readonly #long = new Tally();
  #beyond = 0;

  constructor(at: number) {
    this.#at = at;
  }

  row({ cells, line }: Row): void {
    const id = unguarded((cells[this.#at] ?? '').trim());
    if (id === '') this.#blank.add(line);
    else if (id.length > longest) this.#long.add(line);
    else if (this.#ids.has(id)) this.#again.add(line);
    else if (this.#ids.size >= most) this.#beyond ||= line;
    else this.#ids.add(id);
  }

  all(): readonly string[] {
    return [...this.#ids];
  }

  finish(findings: Findings): void {
    if (this.#long.count > 0)
      findings.add({ ...tooLong, line: this.#long.firstLine, summary: `${listLines(this.#long)}: ${tooLong.summary}` });
    if (this.#beyond > 0) findings.add({ ...tooMany, line: this.#beyond });
    if (this.#blank.count > 0) findings.add({ ...noId(this.#blank), line: this.#blank.firstLine });
    if (this.#again.count > 0) findings.add({ ...repeated(this.#again), line: this.#again.firstLine });
    if (this.#ids.size === 0 && this.#long.count === 0) findings.add(nobody);
  }
}

const tooLong = {
  code: 'LIST.LONG_ID',
  severity: 'error',
  summary: `an id of more than ${longest} letters`,
  why: 'No id is that long: most often a quote that is never closed.',
  next: ['Look at the quotes of this line, or name the column with the ids: `column: user_id`.'],
} as const;

const tooMany = {
  code: 'LIST.TOO_MANY',
  severity: 'error',
  summary: `the list has more than ${most.toLocaleString('en')} ids`,
  why: 'All of them stand in every query that asks for the list.',
  next: ['Put them into a table of the store, and ask for it with `related` or `sql`.'],
} as const;

const noId = (rows: Tally) =>
  ({
    code: 'LIST.NO_ID',
    severity: 'warning',
    summary: `${listLines(rows)}: ${rows.count === 1 ? 'a row has' : `${rows.count.toLocaleString('en')} rows have`} no id`,
    why: 'Nobody is meant by it.',
    next: ['Remove the row, or name the column with the ids: `column: user_id`.'],
  }) as const;

const repeated = (rows: Tally) =>
  ({
    code: 'LIST.REPEATED_ID',
    severity: 'info',
    summary: `${listLines(rows)}: ${rows.count === 1 ? 'an id stands' : `${rows.count.toLocaleString('en')} ids stand`} there a second time`,
    why: 'It counts once.',
    next: ['Remove the row, unless you do not mind.'],
  }) as const;

const nobody = {
  code: 'LIST.NOBODY',
  severity: 'warning',
  summary: 'the list has no ids',
  line: 1,
  why: 'Nobody is in it.',
  next: ['Fill it, or remove the condition that asks for it.'],
} as const;
