export interface Size {
  readonly characters: number;
  readonly bytes: number;
}

/** As many whole pieces from the beginning as there is room for, and how much is left. A piece counts with the line break after it. */
export function withinSize(pieces: readonly string[], { characters, bytes }: Size): { fit: string[]; left: Size } {
  const fit: string[] = [];
  let left = { characters, bytes };
  for (const piece of pieces) {
    const after = { characters: left.characters - piece.length - 1, bytes: left.bytes - Buffer.byteLength(piece) - 1 };
    if (after.characters < 0 || after.bytes < 0) break;
    fit.push(piece);
    left = after;
  }
  return { fit, left };
}
