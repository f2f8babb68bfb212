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
};
const workspace: Readonly<Record<string, Category>> = { channels: 'channel', store: 'targeting', holdout: 'experiment', metrics: 'measurement', engagement: 'measurement' };

/** What kind of change a set of fields is, for reviewers. */
export function categoriesOf(address: string, fields: readonly FieldChange[]): Category[] {
  const found = new Set<Category>();
  for (const { path } of fields) {
    const [head = '', second, third] = path.split('.');
    if (address.startsWith('template.')) found.add(head === 'locales' || head === 'variables' ? 'copy' : 'metadata');
    else if (address.startsWith('segment.')) found.add(head === 'where' ? 'targeting' : 'metadata');
    else if (address === 'workspace') found.add(workspace[head] ?? 'metadata');
    else if (head === 'trigger' && second === 'again') found.add('frequency');
    else if (head === 'messages' && third === 'channel') found.add('channel');
    else if (head === 'messages' && third === 'expires') found.add('timing');
    else if (head === 'experiment' && path.endsWith('.template')) found.add('copy');
    else found.add(campaign[head] ?? 'metadata');
  }
  return [...found].sort();
}

/** What a change does to people, from the most to the least serious. */
export function effectOf(action: PlanAction, categories: readonly Category[]): Effect {
  if (action === 'archive' || action === 'pause') return 'stop';
  if (action === 'replace' || categories.includes('experiment') || categories.includes('measurement')) return 'restart';
  if (action === 'activate' || categories.includes('targeting')) return 'audience';
  return categories.some((category) => category !== 'metadata') ? 'forward-only' : 'safe';
}
