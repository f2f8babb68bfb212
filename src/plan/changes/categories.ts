import type { Category, Effect, FieldChange, PlanAction } from '../../model/plan.ts';

const campaign: Readonly<Record<string, Category>> = {
  audience: 'targeting',
  rollout: 'targeting',
  purpose: 'targeting',
  topic: 'targeting',
  status: 'timing',
  trigger: 'timing',
  messages: 'copy',
  experiment: 'experiment',
  goal: 'measurement',
  delivery: 'frequency',
};
const workspace: Readonly<Record<string, Category>> = {
  channels: 'channel',
  store: 'targeting',
  holdout: 'experiment',
  limits: 'frequency',
  metrics: 'measurement',
  engagement: 'measurement',
};

/** What kind of change a set of fields is, for reviewers. */
export function categoriesOf(address: string, fields: readonly FieldChange[]): Category[] {
  return [...new Set(fields.map(({ path }) => categoryOf(address, path)))].sort();
}

function categoryOf(address: string, path: string): Category {
  const [head = ''] = path.split('.');
  if (address.startsWith('template.')) return head === 'locales' || head === 'variables' ? 'copy' : 'metadata';
  if (address.startsWith('segment.')) return head === 'where' || head === 'lists' ? 'targeting' : 'metadata';
  if (address === 'workspace') return workspace[head] ?? 'metadata';
  return exact.find(([pattern]) => pattern.test(path))?.[1] ?? campaign[head] ?? 'metadata';
}

/** Fields of a campaign that are not what their first word says. */
const exact: readonly (readonly [RegExp, Category])[] = [
  [/^trigger\.again/, 'frequency'],
  [/^messages\.\d+\.channel$/, 'channel'],
  [/^messages\.\d+\.expires$/, 'timing'],
  [/^experiment\..*\.template$/, 'copy'],
];

/** What a change does to people, from the most to the least serious. */
export function effectOf(action: PlanAction, categories: readonly Category[]): Effect {
  if (action === 'archive' || action === 'pause') return 'stop';
  if (action === 'replace' || categories.includes('experiment') || categories.includes('measurement')) return 'restart';
  if (action === 'activate' || categories.includes('targeting')) return 'audience';
  return categories.some((category) => category !== 'metadata') ? 'forward-only' : 'safe';
}
