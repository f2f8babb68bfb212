/** Bold on a terminal only: a log has no codes in it. NO_COLOR and FORCE_COLOR count as they do for crm itself. */
export function bold(text, { stream = process.stdout, env = process.env } = {}) {
  const colored = !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY === true);
  return colored ? `\u001b[1m${text}\u001b[0m` : text;
}
