export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  /** Words with single blanks between them. */
  readonly text: string;
}

/** More words are compared as a whole: the table of the comparison grows with their product. */
const most = 400;

/** What changed between two texts, word by word. */
export function copyDiff(before: string, after: string): DiffPart[] {
  const [old, now] = [words(before), words(after)];
  if (old.length > most || now.length > most)
    return before === after ? parts('same', now) : [...parts('gone', old), ...parts('new', now)];
  const common = lengths(old, now);
  const found: { kind: DiffPart['kind']; word: string }[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [word, next] = [old[i], now[j]];
    if (word !== undefined && word === next) {
      found.push({ kind: 'same', word });
      i += 1;
      j += 1;
    } else if (word !== undefined && (next === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      found.push({ kind: 'gone', word });
      i += 1;
    } else {
      found.push({ kind: 'new', word: next ?? '' });
      j += 1;
    }
  }
  return joined(found);
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

const parts = (kind: DiffPart['kind'], list: readonly string[]): DiffPart[] =>
  list.length === 0 ? [] : [{ kind, text: list.join(' ') }];

const at = (table: readonly Uint16Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** How many words the ends of both, from i and j on, have in common in the same order. */
function lengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row)
        row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}

/** Neighbours of one kind together; of a place that changed, what is gone first. */
function joined(found: readonly { kind: DiffPart['kind']; word: string }[]): DiffPart[] {
  const result: DiffPart[] = [];
  let gone: string[] = [];
  let added: string[] = [];
  let same: string[] = [];
  const change = (): void => {
    result.push(...parts('gone', gone), ...parts('new', added));
    [gone, added] = [[], []];
  };
  for (const { kind, word } of found) {
    if (kind === 'same') {
      change();
      same.push(word);
      continue;
    }
    result.push(...parts('same', same));
    same = [];
    (kind === 'gone' ? gone : added).push(word);
  }
  change();
  return [...result, ...parts('same', same)];
}
