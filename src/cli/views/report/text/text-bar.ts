const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of unicode blocks for a share 0..1; something that is not nothing shows at least a sliver. */
export function textBar(share: number, columns: number): string {
  if (!(share > 0) || columns < 1) return '';
  const parts = Math.min(columns * 8, Math.max(1, Math.round(share * columns * 8)));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** Columns for a bar beside `taken` columns of text: 24 at most, none where only a stump would fit. */
export function barRoom(width: number, taken: number): number {
  const room = Math.min(24, width - taken);
  return room < 6 ? 0 : room;
}
