/**
 * Whether a text is exactly one plain mail address: no list, no comment, no quotes, no characters that cannot be seen.
 * Narrower than RFC 5321 on purpose: what is refused here is counted as invalid, never guessed at.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > 254 || text.includes('..')) return false;
  const match = /^([^\s@＠﹫"(),:;<>[\]\\\p{C}]{1,64})@([\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)$/u.exec(text);
  return match !== null && !match[1]?.startsWith('.') && !match[1]?.endsWith('.') && (match[2] ?? '').includes('.');
}
