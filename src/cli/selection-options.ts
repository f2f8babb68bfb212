import { Option } from 'commander';
import type { Selectors } from '../app/select-part.ts';

export interface SelectionFlags extends Selectors {
  readonly allowDestructive: readonly string[];
}

/** `--only` and `--exclude`, as often as wanted. */
export const selectionOptions = (): [Option, Option] => [
  new Option('--only <selector>', 'only these changes, and what they need (see Selectors); may be repeated')
    .argParser(collect)
    .default([], 'all'),
  new Option('--exclude <selector>', 'leave these changes out; may be repeated').argParser(collect).default([], 'none'),
];

/** `--allow-destructive`, as often as wanted. */
export const destructiveOption = (): Option =>
  new Option(
    '--allow-destructive <address>',
    'allow to archive or restart it although something is lost; may be repeated',
  )
    .argParser(collect)
    .default([], 'none');

const collect = (text: string, before: readonly string[] = []): string[] => [...before, text];

/** What was asked for; undefined: everything. */
export function selectorsOf({ only, exclude }: Selectors): Selectors | undefined {
  return only.length + exclude.length === 0 ? undefined : { only, exclude };
}

/** What explains the selectors in a help text. */
export const selectorHelp = `
Selectors:
  campaign.autumn, autumn*   by address or id; * and ? stand for letters
  tag:autumn, stage:growth   by what the file says
  state:modified, state:new  what differs from what is applied, or is not applied yet
  git:main                   what this branch changes, compared with where it left main
  segment:dormant+           with all that depends on it`;
