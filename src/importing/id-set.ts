import { hash } from 'node:crypto';

const wordsPerSlot = 6;

export interface SeenBefore {
  readonly line: number;
  /** The whole row was the same. */
  readonly same: boolean;
}

/**
 * Ids that were seen, with the line of each: 24 bytes a slot (96 bits of a hash, the line, 64 bits of a hash of the row),
 * however long the ids are.
 */
export class IdSet {
  #slots = new Uint32Array(1024 * wordsPerSlot);
  #size = 0;

  /** Remembers an id and its row; where it was seen before, if it was. */
  add(id: string, line: number, cells: readonly string[]): SeenBefore | undefined {
    const capacity = this.#slots.length / wordsPerSlot;
    if (this.#size * 3 > capacity * 2) this.#grow(capacity * 2);
    const bytes = hash('sha256', id, 'buffer');
    const key = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)] as const;
    const at = find(this.#slots, key);
    const row = hash('sha256', cells.map((cell) => `${cell.length}:${cell}`).join(), 'buffer');
    const [left, right] = [row.readUInt32LE(0), row.readUInt32LE(4)];
    const known = this.#slots[at + 3] ?? 0;
    if (known > 0) return { line: known, same: this.#slots[at + 4] === left && this.#slots[at + 5] === right };
    this.#slots.set([...key, line, left, right], at);
    this.#size += 1;
    return undefined;
  }

  #grow(capacity: number): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(capacity * wordsPerSlot);
    for (let from = 0; from < old.length; from += wordsPerSlot) {
      if (old[from + 3] === 0) continue;
      const at = find(this.#slots, [old[from] ?? 0, old[from + 1] ?? 0, old[from + 2] ?? 0]);
      this.#slots.set(old.subarray(from, from + wordsPerSlot), at);
    }
  }
}

/** The slot of a key, or the free one where it belongs. A slot is free while its line is 0. */
function find(slots: Uint32Array, [a, b, c]: readonly [number, number, number]): number {
  let at = (a % (slots.length / wordsPerSlot)) * wordsPerSlot;
  while (slots[at + 3] !== 0 && (slots[at] !== a || slots[at + 1] !== b || slots[at + 2] !== c)) {
    at = (at + wordsPerSlot) % slots.length;
  }
  return at;
}
