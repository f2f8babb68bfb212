/**
 * The colours of a chart, as stand-ins: ECharts wants colours it can read, the page wants CSS variables that differ in
 * the light, in the dark and on paper. `toVariables` replaces one by the other.
 */
const names = [
  'ink',
  'soft',
  'line',
  'card',
  'good',
  'bad',
  'warn',
  'neutral',
  'holdout',
  'arm-0',
  'arm-1',
  'arm-2',
  'arm-3',
  'arm-4',
  'arm-5',
] as const;

export type PaintName = (typeof names)[number];

const standIn = (index: number): string => `#fe01${index.toString(16).padStart(2, '0')}`;

export const paint = (name: PaintName): string => standIn(names.indexOf(name));

/** The colour of the n-th arm, the holdout's always its own. */
export function paintArm(arms: readonly string[], arm: string): string {
  if (arm === 'holdout') return paint('holdout');
  const hues = names.filter((name) => name.startsWith('arm-'));
  return paint(hues[Math.max(0, arms.indexOf(arm)) % hues.length] ?? 'neutral');
}

export const toVariables = (svg: string): string =>
  svg.replace(/#fe01([0-9a-f]{2})/g, (_, index: string) => `var(--${names[Number.parseInt(index, 16)] ?? 'ink'})`);
