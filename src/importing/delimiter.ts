import type { Findings } from './findings.ts';

const candidates: readonly string[] = [',', ';', '\t', '|'];
const recordsSeen = 20;

/** A field's beginning in the text, counted from 1. */
export interface FieldPlace {
  readonly line: number;
  readonly column: number;
}

/** The delimiter that a flag names, or undefined with a finding. */
export function readDelimiter(written: string, findings: Findings): string | undefined {
  const delimiter = ['tab', '\\t'].includes(written) ? '\t' : written;
  if ([...delimiter].length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  findings.stop({
    code: 'IMPORT.DELIMITER',
    summary: 'the delimiter is not a single character',
    why: 'It stands between two cells of a line; a quote or a line break cannot.',
    next: [
      'Leave it out: comma, semicolon, tab and | are found by themselves.',
      'Name one: --delimiter ";" or --delimiter tab',
    ],
  });
  return undefined;
}

/** The delimiter by which the first records have the same number of fields. */
export function detectDelimiter(head: string, complete: boolean): string {
  const records = countDelimiters(head, complete);
  let best = { delimiter: ',', steady: 0, count: 0 };
  for (const [index, delimiter] of candidates.entries()) {
    const count = records[0]?.[index] ?? 0;
    const steady = records.filter((record) => record[index] === count).length / records.length;
    if (count > 0 && (steady > best.steady || (steady === best.steady && count > best.count))) {
      best = { delimiter, steady, count };
    }
  }
  return best.delimiter;
}

/** How often each candidate stands outside quotes, for each of the first records. */
function countDelimiters(head: string, complete: boolean): number[][] {
  const records: number[][] = [];
  let counts = candidates.map(() => 0);
  let fresh = true;
  let empty = true;
  for (let at = 0; at < head.length && records.length < recordsSeen; at += 1) {
    const char = head.charAt(at);
    if (char === '"' && fresh) {
      at = closingQuote(head, at);
      fresh = false;
      empty = false;
    } else if (char === '\n' || char === '\r') {
      if (!empty) records.push(counts);
      counts = candidates.map(() => 0);
      fresh = true;
      empty = true;
    } else {
      const index = candidates.indexOf(char);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
      fresh = index >= 0;
      empty = false;
    }
  }
  if (!empty && (complete || records.length === 0)) records.push(counts);
  return records;
}

/** Where a quoted field ends: at its quote, or at the end of the text. */
function closingQuote(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charAt(at + 1) !== '"') return at;
  }
  return text.length;
}

/** Where each field of the first record begins. */
export function headerPlaces(head: string, delimiter: string): FieldPlace[] {
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const newLine = (next: number): void => {
    line += 1;
    lineStart = next;
  };
  for (; /[\r\n]/.test(head.charAt(at)); at += 1) if (head.charAt(at) === '\n') newLine(at + 1);
  const places: FieldPlace[] = [{ line, column: at - lineStart + 1 }];
  for (let fresh = true; at < head.length && !/[\r\n]/.test(head.charAt(at)); at += 1) {
    if (fresh && head.charAt(at) === '"') {
      const end = closingQuote(head, at);
      for (; at < end; at += 1) if (head.charAt(at) === '\n') newLine(at + 1);
    }
    fresh = head.startsWith(delimiter, at);
    if (!fresh) continue;
    at += delimiter.length - 1;
    places.push({ line, column: at + 1 - lineStart + 1 });
  }
  return places;
}
