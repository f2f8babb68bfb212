/** Edit distance with transposition (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** Up to three of the known names that were probably meant, nearest first. */
export function suggest(name: string, known: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const scored: { word: string; score: number }[] = [];
  for (const word of known) {
    const other = word.toLowerCase();
    const near = wanted.length > 2 && (other.startsWith(wanted) || wanted.startsWith(other)) && other.length > 2;
    const score = near ? 0.5 : distance(wanted, other);
    if (word !== name && score <= limit) scored.push({ word, score });
  }
  const best = Math.min(...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score <= best + 1)
    .sort((a, b) => a.score - b.score || a.word.localeCompare(b.word, 'en'))
    .slice(0, 3)
    .map(({ word }) => word);
}
