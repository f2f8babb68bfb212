import { hash } from 'node:crypto';

const wordsPerSlot = 4;

/** Ids that were seen, with the line of each: 16 bytes a slot (96 bits of a hash, and the line), however long the ids are. */
export class IdSet {
  #slots = new Uint32Array(1024 * wordsPerSlot);
  #size = 0;

  /** Remembers an id; the line where it was seen before, if it was. */
  add(id: string, line: number): number | undefined {
    const capacity = this.#slots.length / wordsPerSlot;
    if (this.#size * 3 > capacity * 2) this.#grow(capacity * 2);
    const bytes = hash('sha256', id, 'buffer');
    const key = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)] as const;
    const at = find(this.#slots, key);
    const known = this.#slots[at + 3] ?? 0;
    if (known > 0) return known;
    this.#slots.set([...key, line], at);
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
