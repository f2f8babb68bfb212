import type { Addressed } from '../../model/definition-references.ts';
import type { PlanAction } from '../../model/plan.ts';
import type { Selector } from './parse-selector.ts';

export interface Comparison {
  /** What becomes of the definitions that differ from what was applied. */
  readonly changed: ReadonlyMap<string, PlanAction>;
  /** Addresses whose files differ from those of a commit. */
  readonly differsFrom: (commit: string) => ReadonlySet<string>;
}

/** Whether a definition is what a selector asks for by itself, whatever depends on what. */
export function matches({ kind, value }: Selector, { address, content }: Addressed, compared: Comparison): boolean {
  const { tags, stage } = (content ?? {}) as { readonly tags?: readonly string[]; readonly stage?: string };
  switch (kind) {
    case 'tag':
      return tags?.some((tag) => isLike(tag, value)) ?? false;
    case 'stage':
      return stage !== undefined && isLike(stage, value);
    case 'state':
      return value === 'new' ? compared.changed.get(address) === 'create' : compared.changed.has(address);
    case 'git':
      return compared.differsFrom(value).has(address);
    case 'address':
      return isLike(address, value) || isLike(address.slice(address.indexOf('.') + 1), value);
  }
}

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'su',
  ).test(text);
