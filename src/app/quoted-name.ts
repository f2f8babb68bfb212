import type { DialectName } from '../model/query.ts';

/** A name in quotes; outside of our own connection MySQL wants its own ones. */
export function quotedName(dialect: DialectName, name: string, kind: 'ansi' | 'own'): string {
  const mark = dialect === 'mysql' && kind === 'own' ? '`' : '"';
  const one = (part: string): string => `${mark}${part.replaceAll(mark, mark + mark)}${mark}`;
  return dialect === 'sqlite' ? one(name) : name.split('.').map(one).join('.');
}
