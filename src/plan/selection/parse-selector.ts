/** What a selector asks for: definitions by their address, by something they say, or by what they differ from. */
export interface Selector {
  readonly text: string;
  readonly kind: 'address' | 'tag' | 'stage' | 'state' | 'git';
  /** Of `address`, `tag` and `stage` a pattern in which `*` and `?` stand for letters; of `git` a commit. */
  readonly value: string;
  /** Also everything that depends on it: a `+` at the end. */
  readonly dependents: boolean;
}

const nouns = /^(campaign|segment|template)[.:](.+)$/;
const states: ReadonlySet<string> = new Set(['modified', 'new']);

/** Undefined when it is no selector. */
export function parseSelector(text: string): Selector | undefined {
  const dependents = text.endsWith('+');
  const body = dependents ? text.slice(0, -1) : text;
  const [, kind, value = ''] = /^(tag|stage|state|git):(.+)$/s.exec(body) ?? [];
  if (kind === 'state' && !states.has(value)) return undefined;
  if (kind) return { text, kind: kind as Selector['kind'], value, dependents };
  const [, noun, id = ''] = nouns.exec(body) ?? [];
  const pattern = noun ? `${noun}.${id}` : body;
  const isAddress = /^[a-z0-9_*?-]+(\.[a-z0-9_*?-]+)?$/.test(pattern);
  return isAddress ? { text, kind: 'address', value: pattern, dependents } : undefined;
}
