import type { Pointer } from '../model/source.ts';
import { article, type Facts, kind, nameOf } from './facts.ts';
import { notInThisVersion } from './not-in-this-version.ts';
import { meantKind } from './repair.ts';

/** Where a schema offers alternatives, a value that is none of them. */
export function noSuchKind(wanted: unknown, data: unknown, pointer: Pointer): Facts {
  const names = Array.isArray(wanted) ? wanted.map(String) : [];
  const keys = kind(data) === 'object' ? Object.keys(data as object) : [];
  const near = meantKind(data, wanted);
  const future = near ? undefined : keys.find((key) => notInThisVersion(key) !== undefined);
  const key = near?.key ?? future ?? keys[0];
  const at = key === undefined ? {} : { pointer: [...pointer, key], target: 'key' as const };
  if (future !== undefined)
    return {
      code: 'NOT_IN_THIS_VERSION',
      summary: `\`${future}\` is not part of this version of crm`,
      why: notInThisVersion(future) ?? '',
      next: ['Remove it: a key that would be ignored is refused instead.'],
      ...at,
    };
  return {
    code: 'NO_SUCH_KIND',
    summary: `${nameOf(pointer)} is none of the known kinds`,
    why: `It needs one of: ${names.map((name) => article[name] ?? name).join(', ')}.`,
    ...kindAdvice({ names, data, pointer, meant: near?.meant }),
    ...at,
  };
}

interface Unkind {
  readonly names: readonly string[];
  readonly data: unknown;
  readonly pointer: Pointer;
  readonly meant: string | undefined;
}

function kindAdvice({ names, data, pointer, meant }: Unkind): Pick<Facts, 'next' | 'suggestions'> {
  if (names.includes('attribute')) {
    if (Array.isArray(data)) {
      const group = pointer.at(-1) === 'not' ? 'none' : 'all';
      return { next: [`Write \`${group}:\` before the list: \`${group}: [..]\`.`], suggestions: [group] };
    }
    if (meant === undefined || meant === 'attribute')
      return {
        next: ['Write it like `{ attribute: country, is: KR }`.'],
        suggestions: meant === undefined ? [] : [meant],
      };
  }
  return meant === undefined
    ? { next: ['Write one of them.'] }
    : { next: [`Write \`${meant}: ..\`.`], suggestions: [meant] };
}
