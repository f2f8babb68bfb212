const known = new Map<string, boolean>();

/** Whether a text is a time zone that this machine's calendar data know. */
export function isZone(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    answer = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name);
    try {
      if (answer) new Intl.DateTimeFormat('en', { timeZone: name });
    } catch {
      answer = false;
    }
    if (known.size < 10_000) known.set(name, answer);
  }
  return answer;
}
