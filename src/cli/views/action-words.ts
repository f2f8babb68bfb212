import type { PlanAction } from '../../model/plan.ts';

/** Symbol and word of every action, so that neither colour nor symbol is needed to understand it. */
export const actionWords: Readonly<
  Record<PlanAction, { symbol: string; word: string; paint: 'green' | 'yellow' | 'red' | 'cyan' }>
> = {
  create: { symbol: '+', word: 'create', paint: 'green' },
  update: { symbol: '~', word: 'change', paint: 'yellow' },
  replace: { symbol: '±', word: 'replace', paint: 'yellow' },
  pause: { symbol: '‖', word: 'pause', paint: 'cyan' },
  activate: { symbol: '▶', word: 'activate', paint: 'green' },
  archive: { symbol: '×', word: 'archive', paint: 'red' },
  rename: { symbol: '→', word: 'rename', paint: 'cyan' },
};
