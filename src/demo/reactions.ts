import { hashBucket } from '../base/hash-bucket.ts';
import type { Cell } from '../model/store-table.ts';
import { day, hour, instant, minute } from './instant.ts';
import { type PlantedEffect, type PlantedGoal, plantedEffects } from './planted-effects.ts';
import { createRandom, type Random } from './random.ts';

/** What the demo must know of a delivery, as the ledger has it. */
export interface Contact {
  readonly key: string;
  readonly campaign: string;
  readonly person: string;
  /** `holdout`, a variant, or `default`. */
  readonly arm: string;
  /** `sent` and `held_out` react; whoever was not reached has no reaction. */
  readonly status: string;
  readonly at: string;
}

export interface ReactionsInput {
  readonly deliveries: Iterable<Contact>;
  readonly seed: number;
  /** How many days pass: nobody does anything later than that after a delivery. */
  readonly days: number;
}

/** A row for the store, as column: value. */
export interface Reaction {
  readonly table: 'events' | 'listens';
  readonly row: Readonly<Record<string, Cell>>;
}

export type ReactionBatch = Iterable<Reaction>;

/**
 * What people do after the deliveries. Each is drawn by its own hash: the order of deliveries, and which others there
 * are, changes nothing, and asking again gives the same rows with the same ids.
 */
export function* reactions({ deliveries, seed, days }: ReactionsInput): Generator<Reaction> {
  const planted = new Map(plantedEffects.map((effect) => [effect.campaign, effect]));
  for (const contact of deliveries) {
    if (contact.status !== 'sent' && contact.status !== 'held_out') continue;
    const effect = planted.get(contact.campaign);
    const random = createRandom(seed, 'reaction', contact.key);
    if (contact.status === 'sent') yield* engagement(random, { contact, days, effect });
    if (effect && converts(effect, contact, seed)) yield goal(random, { contact, days, effect });
  }
}

/** One draw a person and campaign, whatever the arm, so that arms differ by what is planted and nothing else. */
function converts({ campaign, base, effects }: PlantedEffect, { person, arm, status }: Contact, seed: number): boolean {
  const added = status === 'sent' ? (effects[arm] ?? 0) : 0;
  return hashBucket('sample', `demo ${seed} ${campaign}`, person) < base + added;
}

interface Occasion<Effect> {
  readonly contact: Contact;
  readonly days: number;
  readonly effect: Effect;
}

/** Seen mostly within hours, clicked within minutes of that. */
function* engagement(
  random: Random,
  { contact, days, effect }: Occasion<PlantedEffect | undefined>,
): Generator<Reaction> {
  const latest = days * day * 0.95;
  const shown = Math.min(minute + random.exponential(4 * hour), latest);
  const clicked = Math.min(shown + 5000 + random.exponential(3 * minute), latest);
  const [sees, clicks] = [random.chance(effect?.shown ?? 0.5), random.chance(effect?.clicked ?? 0.12)];
  if (!sees) return;
  const props = { crm_id: contact.key };
  yield event(contact, { name: 'message_shown', after: shown, props });
  if (clicks) yield event(contact, { name: 'message_clicked', after: clicked, props });
}

function goal(random: Random, { contact, days, effect }: Occasion<PlantedEffect>): Reaction {
  const after = random.between(minute, Math.min(effect.within, days) * day * 0.95);
  const { goal } = effect;
  if (goal.table === 'events') return event(contact, { name: goal.name, after, props: goalProps(random, goal) });
  return {
    table: 'listens',
    row: {
      id: rowId('goal', contact.key),
      listener_id: contact.person,
      dj_id: goal.dj,
      started_at: later(contact, after),
      seconds: random.whole(120, 2400),
    },
  };
}

const goalProps = (random: Random, goal: PlantedGoal & { table: 'events' }): Record<string, Cell> =>
  'amounts' in goal ? { ...goal.props, amount: random.pick(goal.amounts) } : { ...goal.props };

interface Happening {
  readonly name: string;
  /** Milliseconds after the delivery. */
  readonly after: number;
  readonly props: Readonly<Record<string, Cell>>;
}

const event = (contact: Contact, { name, after, props }: Happening): Reaction => ({
  table: 'events',
  row: {
    id: rowId(name, contact.key),
    person_id: contact.person,
    name,
    occurred_at: later(contact, after),
    props: JSON.stringify(props),
  },
});

const later = ({ at }: Contact, after: number): string => instant(new Date(at).getTime() + after);

/** Far above the ids of the store, below 2^51 where databases still keep numbers from JavaScript exact as integers. */
const rowId = (kind: string, key: string): number =>
  2 ** 50 + Math.floor(hashBucket('sample', `demo id ${kind}`, key) * 2 ** 50);
