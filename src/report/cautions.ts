import type { Comparison, SampleRatio } from '../model/report.ts';

interface CautionInput {
  readonly comparisons: readonly Comparison[];
  readonly elapsed: number;
  readonly srm: SampleRatio | null;
  /** Held-out people who were messaged while they were measured. */
  readonly contaminated: number;
  /** Held-out people who were messaged before they were drawn. */
  readonly messagedBefore: number;
  /** Messages. */
  readonly unknown: number;
  /** `empty`: asked for, but nobody was drawn into it. */
  readonly holdout: 'none' | 'empty' | 'drawn';
  /** People assigned to a message. */
  readonly treated: number;
  readonly clicks: number;
}

const fewPeople = 100;

/** What may not be concluded, said as plainly as what may. */
export function cautionsOf(input: CautionInput): string[] {
  return [...againstTheEffect(input), ...againstTheNumbers(input)];
}

/** Every reason for which a verdict is withheld stands here, so that the page never says both. */
function againstTheEffect({
  comparisons,
  elapsed,
  srm,
  contaminated,
  messagedBefore,
  holdout,
}: CautionInput): string[] {
  const cautions: string[] = [];
  if (holdout === 'none')
    cautions.push(
      'There is no holdout: nobody knows how many would have done the same without the message. Add experiment.holdout.',
    );
  if (holdout === 'empty')
    cautions.push('Nobody was drawn into the holdout: there are too few people to compare with anybody.');
  if (elapsed < 1)
    cautions.push(
      `Only ${Math.floor(elapsed * 100)}% of the measuring window has passed for everybody; people who act sooner are not more people who act.`,
    );
  if (srm?.alarm)
    cautions.push(
      `The groups are not as large as they were drawn (p = ${srm.p_value.toExponential(1)}): find out why before believing any number here.`,
    );
  if (contaminated > 0)
    cautions.push(
      `${people(contaminated)} of the holdout ${were(contaminated)} messaged while measured, whatever draw the message came from: the comparison is spoiled.`,
    );
  if (messagedBefore > 0)
    cautions.push(
      `${people(messagedBefore)} of the holdout had a message of this campaign before being drawn. By chance as many of the others had one: the difference shows what one more message does.`,
    );
  if (comparisons.some(({ withheld_because }) => withheld_because === 'too_few'))
    cautions.push(
      'There are too few events for a verdict: at least 5 have to be expected in each group. The window is closed: waiting brings no more.',
    );
  if (comparisons.some(({ verdict }) => verdict === 'inconclusive'))
    cautions.push('Inconclusive is not the same as no effect: the interval says what is still possible.');
  return cautions;
}

function againstTheNumbers({ comparisons, unknown, treated, clicks }: CautionInput): string[] {
  const cautions: string[] = [];
  if (unknown > 0)
    cautions.push(
      `For ${unknown} ${unknown === 1 ? 'message' : 'messages'} it is not known whether they arrived; their people count as assigned.`,
    );
  if (treated > 0 && treated < fewPeople)
    cautions.push(`Fewer than ${fewPeople} people were assigned to a message: the actual value is a rough guess.`);
  if (comparisons.length > 0 && clicks > 0)
    cautions.push('Clicks are not the effect: only the difference to the holdout is.');
  return cautions;
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const were = (count: number): string => (count === 1 ? 'was' : 'were');
