import { instant } from './instant.ts';
import type { DemoPerson } from './person.ts';
import { createRandom } from './random.ts';
import type { Setting } from './setting.ts';

type Row = readonly [platform: string, token: string | null, seenAt: string];

/** A person's devices without ids: none, one or two. A browser has no token for push messages. */
export function* devicesOf(setting: Setting, person: DemoPerson): Generator<Row> {
  const random = createRandom(setting.seed, 'devices', person.number);
  const count = random.pickWeighted([
    [0, person.signedUpAt === null ? 35 : 12],
    [1, 73],
    [2, 15],
  ]);
  const last = Math.max(person.habit.from, Math.min(person.habit.until, setting.now) - 1000);
  for (let i = 0; i < count; i += 1) {
    const platform = random.pickWeighted([
      ['android', 55],
      ['ios', 38],
      ['web', 7],
    ]);
    const missing = platform === 'web' || random.chance(0.02);
    const seen = Math.min(random.between(person.habit.from, last), setting.now - 1000);
    yield [platform, missing ? null : `demo-token-${person.number}-${i + 1}`, instant(seen)];
  }
}
