/** `200/s` or `600/m` as messages a second. */
export function parseRate(rate: string | undefined): number | undefined {
  const match = /^(\d+)\/(s|m)$/.exec(rate ?? '');
  return match ? Number(match[1]) / (match[2] === 'm' ? 60 : 1) : undefined;
}
