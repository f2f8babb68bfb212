/** Whether a command line asks for one document. Read from the words, since a line that cannot be understood gets one too. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some((word, i) => word === '--format=json' || (word === '--format' && words[i + 1] === 'json'));
}
