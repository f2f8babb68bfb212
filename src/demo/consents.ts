import type { Cell } from '../model/store-table.ts';
import { day, instant, minute } from './instant.ts';
import type { DemoPerson } from './person.ts';
import { createRandom, type Random } from './random.ts';
import type { Setting } from './setting.ts';

/** How many agree to a medium at all, and to a topic once they have. */
const media = { email: 0.84, sms: 0.55, push: 0.74, in_app: 0.92 } as const;
const topics = { recommendations: 0.9, news: 0.92, offers: 0.7 } as const;

type Medium = keyof typeof media;
type Row = readonly [medium: string, topic: string, granted: string, revoked: string | null, night: Cell];

/** A person's consents without ids: one row for every medium and topic that was ever agreed to. */
export function* consentsOf(setting: Setting, person: DemoPerson): Generator<Row> {
  const random = createRandom(setting.seed, 'consents', person.number);
  const latest = setting.now - 1000;
  const asked = Math.min((person.signedUpAt ?? person.habit.from) + minute, latest);
  for (const medium of Object.keys(media) as Medium[]) {
    if (!canAgree(person, medium)) continue;
    // Visitors are asked by the phone only, and half of them say no.
    const agrees = random.chance(person.signedUpAt === null ? 0.5 : media[medium]);
    const night = (medium === 'push' || medium === 'sms') && random.chance(0.2) ? 1 : 0;
    for (const [topic, share] of Object.entries(topics)) {
      if (!agrees || !random.chance(share)) continue;
      yield* consent(random, { medium, topic, night, asked, latest });
    }
  }
}

const canAgree = (person: DemoPerson, medium: Medium): boolean => {
  if (medium === 'email') return person.email !== null;
  if (medium === 'sms') return person.phone !== null;
  return medium === 'push' || person.signedUpAt !== null;
};

interface Asked {
  readonly medium: Medium;
  readonly topic: string;
  readonly night: number;
  readonly asked: number;
  readonly latest: number;
}

/** One in twenty withdraws, and one in ten of those comes back later. */
function* consent(random: Random, { medium, topic, night, asked, latest }: Asked): Generator<Row> {
  const leaves = random.chance(0.05) && latest - asked > 2 * day;
  const left = leaves ? random.between(asked + day, latest - day / 2) : undefined;
  yield [medium, topic, instant(asked), left === undefined ? null : instant(left), night];
  if (left !== undefined && random.chance(0.1))
    yield [medium, topic, instant(random.between(left + minute, latest)), null, night];
}
