import { requireBetween } from './check/require-between.ts';
import { requireRate } from './check/require-rate.ts';
import { power as powerOf } from './power.ts';
import { bisect } from './special/bisect.ts';

/** A planned comparison without its effect: holdout rate, people per arm, power (0.8, at least 0.5), confidence (0.95). */
export interface DetectableQuestion {
  readonly holdoutRate: number;
  readonly treatedPeople: number;
  readonly holdoutPeople: number;
  readonly power?: number;
  readonly confidence?: number;
}

/** Differences as proportions: `up` is positive, `down` negative, null where no effect of that sign can be found. */
export interface DetectableEffect {
  readonly up: number | null;
  readonly down: number | null;
}

/**
 * The smallest difference, upward and downward, that the pooled z test finds with the given power; by bisection on
 * the formula of `power`. The two differ, since rates near 0 or 1 vary less. At 98% with 900 and 100 people no
 * improvement can be found at all: `up` is null, and the plan says "cannot be measured".
 */
export function smallestDetectableEffect(question: DetectableQuestion): DetectableEffect {
  const { holdoutRate, treatedPeople, holdoutPeople, power = 0.8, confidence = 0.95 } = question;
  requireRate('holdout rate', holdoutRate);
  if (power !== 0.5) requireBetween('power', power, { low: 0.5, high: 1 });
  requireBetween('confidence', confidence, { low: 0, high: 1 });
  const isFound = (treatedRate: number) =>
    powerOf({ treatedRate, holdoutRate, treatedPeople, holdoutPeople, confidence }) >= power;
  const towards = (end: 0 | 1) => {
    if (holdoutRate === end || !isFound(end)) return null;
    const size = bisect({ inside: Math.abs(end - holdoutRate), outside: 0 }, (effect) =>
      isFound(end === 1 ? Math.min(1, holdoutRate + effect) : Math.max(0, holdoutRate - effect)),
    );
    return end === 1 ? size : -size;
  };
  return { up: towards(1), down: towards(0) };
}
