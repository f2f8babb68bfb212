import type { SequenceCondition, SequenceStep } from '../../../src/model/generated/segment.ts';
import { wantedOf } from './judge-event.ts';
import type { Here } from './judge-time.ts';
import { inWindow } from './judge-window.ts';
import { shift } from './moment.ts';
import { inOrder, type Occurrence } from './occurrences.ts';

/** A step that must happen, and what must not happen between the step before and it. */
interface Link {
  readonly step?: SequenceStep;
  readonly absent: readonly SequenceStep[];
}

interface Story {
  readonly links: readonly Link[];
  readonly here: Here;
  /** Events of a step, in the window of the sequence. */
  events(step: SequenceStep): readonly Occurrence[];
}

export function judgeSequence(condition: SequenceCondition, all: readonly Occurrence[], here: Here): boolean {
  const { sequence, ...window } = condition;
  const inside = all.filter(({ ms }) => inWindow(window, ms, here));
  const events = new Map(
    sequence.map((step) => [
      step,
      wantedOf({ event: step.event, ...(step.where ? { where: step.where } : {}) }, inside, here),
    ]),
  );
  return goesOn(undefined, 0, { links: linksOf(sequence), here, events: (step) => events.get(step) ?? [] });
}

/** The last link has no step: what must not happen after everything. */
function linksOf(steps: readonly SequenceStep[]): Link[] {
  const links: Link[] = [];
  let absent: SequenceStep[] = [];
  for (const step of steps) {
    if (step.absent) absent.push(step);
    else {
      links.push({ step, absent });
      absent = [];
    }
  }
  return absent.length > 0 ? [...links, { absent }] : links;
}

function goesOn(before: Occurrence | undefined, at: number, story: Story): boolean {
  const link = story.links[at];
  if (!link) return true;
  if (!link.step) return link.absent.every((step) => stayedAway(step, before, story));
  return story.events(link.step).some((event) => {
    if (before && inOrder(event, before) <= 0) return false;
    if (before && link.step?.within && event.ms >= shift(before.ms, link.step.within, 1)) return false;
    const disturbed = link.absent.some((step) =>
      story.events(step).some((one) => follows(one, before, step) && inOrder(one, event) < 0),
    );
    return !disturbed && goesOn(event, at + 1, story);
  });
}

/** At the end: the time given has passed, and nothing happened in it. */
function stayedAway(step: SequenceStep, before: Occurrence | undefined, { here, events }: Story): boolean {
  if (before && step.within && shift(before.ms, step.within, 1) > here.now) return false;
  return !events(step).some((one) => follows(one, before, step));
}

function follows(one: Occurrence, before: Occurrence | undefined, { within }: SequenceStep): boolean {
  if (!before) return true;
  return inOrder(one, before) > 0 && (within === undefined || one.ms < shift(before.ms, within, 1));
}
