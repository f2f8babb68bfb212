import type { Comparison, SampleRatio } from '../model/report.ts';

interface CautionInput {
  readonly comparisons: readonly Comparison[];
  readonly elapsed: number;
  readonly srm: SampleRatio | null;
  readonly contaminated: number;
  readonly unknown: number;
  readonly hasHoldout: boolean;
  /** People assigned to a message. */
  readonly treated: number;
  readonly clicks: number;
}

const fewPeople = 100;

/** What may not be concluded, said as plainly as what may. */
export function cautionsOf({
  comparisons,
  elapsed,
  srm,
  contaminated,
  unknown,
  hasHoldout,
  treated,
  clicks,
}: CautionInput): string[] {
  const cautions: string[] = [];
  if (!hasHoldout)
    cautions.push(
      'There is no holdout: nobody knows how many would have done the same without the message. Add experiment.holdout.',
    );
  if (elapsed < 1)
    cautions.push(
      `Only ${Math.floor(elapsed * 100)} % of the measuring window has passed for everybody; people who act sooner are not more people who act.`,
    );
  if (srm?.alarm)
    cautions.push(
      `The groups are not as large as they were drawn (p = ${srm.p_value.toExponential(1)}): find out why before believing any number here.`,
    );
  if (contaminated > 0)
    cautions.push(`${contaminated} people of the holdout were messaged: the comparison is spoiled.`);
  if (unknown > 0)
    cautions.push(`For ${unknown} messages it is not known whether they arrived; they count as assigned.`);
  if (comparisons.some(({ verdict }) => verdict === 'inconclusive'))
    cautions.push('Inconclusive is not the same as no effect: the interval says what is still possible.');
  if (treated > 0 && treated < fewPeople)
    cautions.push(`Only ${treated} people were assigned to a message: the actual value is a rough guess.`);
  if (comparisons.length > 0 && clicks > 0)
    cautions.push('Clicks are not the effect: only the difference to the holdout is.');
  return cautions;
}
