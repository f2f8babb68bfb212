const shown = 5;

/** How many cells there were of a kind, and the first lines of them. */
export class Tally {
  count = 0;
  readonly lines: number[] = [];

  add(line: number): void {
    this.count += 1;
    if (this.lines.length < shown) this.lines.push(line);
  }

  get firstLine(): number {
    return this.lines[0] ?? 1;
  }
}

/** `line 5`, `lines 5 and 9`, `lines 2, 3, 4, 5, 6, ..` */
export function listLines({ count, lines }: { readonly count: number; readonly lines: readonly number[] }): string {
  if (lines.length === 1 && count === 1) return `line ${lines[0]}`;
  if (count > lines.length) return `lines ${lines.join(', ')}, ..`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}
