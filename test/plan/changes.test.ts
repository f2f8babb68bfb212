import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../src/base/digest.ts';
import type { AppliedDefinition } from '../../src/model/definitions-ledger.ts';
import type { DesiredDefinition } from '../../src/model/desired.ts';
import { changesBetween } from '../../src/plan/changes/index.ts';
import { fingerprintOf } from '../../src/plan/fingerprint.ts';

const desired = (address: string, content: unknown): DesiredDefinition => ({
  address,
  content,
  digest: digest(content),
  file: `${address.replace('.', 's/')}.yaml`,
  place: (pointer) => ({ file: `${address.replace('.', 's/')}.yaml`, line: 1 + pointer.length, column: 1 }),
});
const applied = ({ address, content, digest: hash, file }: DesiredDefinition, revision = 1): AppliedDefinition => ({
  address,
  content,
  digest: hash,
  file,
  revision,
  appliedAt: '2026-11-01T00:00:00Z',
  appliedBy: 'kim',
});

const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const definitions = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('campaign', 'segment', 'template'),
      fc.stringMatching(/^[a-z]{1,4}$/),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { maxKeys: 4 }),
    ),
    { selector: ([noun, id]) => `${noun}.${id}`, maxLength: 8 },
  )
  .map((all) => all.map(([noun, id, content]) => desired(`${noun}.${id}`, content)));

describe('what changes', () => {
  it('nothing, when the files are what was applied', () => {
    fc.assert(
      fc.property(definitions, (all) => {
        expect(
          changesBetween(
            all,
            all.map((one) => applied(one)),
          ),
        ).toEqual({ changes: [], unchanged: all.length });
      }),
    );
  });

  it('everything is there once, whatever was there before, in an order that does not depend on the input', () => {
    fc.assert(
      fc.property(definitions, definitions, (now, before) => {
        const { changes, unchanged } = changesBetween(
          now,
          before.map((one) => applied(one)),
        );
        const addresses = new Set([...now, ...before].map(({ address }) => address));
        expect(changes.length + unchanged).toBe(addresses.size);
        const again = changesBetween(
          [...now].reverse(),
          [...before].reverse().map((one) => applied(one)),
        );
        expect(again.changes).toEqual(changes);
      }),
    );
  });

  const table: readonly [string, object, object, string, string[], string][] = [
    ['a title', { title: 'a' }, { title: 'b' }, 'update', ['metadata'], 'safe'],
    [
      'the segment',
      { audience: { segment: 'a' } },
      { audience: { segment: 'b' } },
      'update',
      ['targeting'],
      'audience',
    ],
    ['the time', { trigger: { at: 'a' } }, { trigger: { at: 'b' } }, 'update', ['timing'], 'forward-only'],
    [
      'how often',
      { trigger: { at: 'a', again: 'never' } },
      { trigger: { at: 'a', again: 'every' } },
      'update',
      ['frequency'],
      'forward-only',
    ],
    [
      'the channel',
      { messages: [{ id: 'm', channel: 'sms' }] },
      { messages: [{ id: 'm', channel: 'email' }] },
      'update',
      ['channel'],
      'forward-only',
    ],
    [
      'the holdout',
      { experiment: { salt: 's', holdout: 5 } },
      { experiment: { salt: 's', holdout: 9 } },
      'update',
      ['experiment'],
      'restart',
    ],
    ['the salt', { experiment: { salt: 's' } }, { experiment: { salt: 't' } }, 'replace', ['experiment'], 'restart'],
    [
      'the copy of a variant',
      { experiment: { salt: 's', variants: [{ template: 'a' }] } },
      { experiment: { salt: 's', variants: [{ template: 'b' }] } },
      'update',
      ['copy'],
      'forward-only',
    ],
    ['pausing', { status: 'active' }, { status: 'paused' }, 'pause', ['timing'], 'stop'],
    ['activating', { status: 'paused' }, {}, 'activate', ['timing'], 'audience'],
    ['the goal', { goal: { target: 1 } }, { goal: { target: 2 } }, 'update', ['measurement'], 'restart'],
  ];
  it.each(table)('%s', (_, before, after, action, categories, effect) => {
    const [change] = changesBetween(
      [desired('campaign.x', after)],
      [applied(desired('campaign.x', before), 3)],
    ).changes;
    expect(change).toMatchObject({ action, categories, effect, base: { revision: 3 } });
  });

  it('fields have both values and a line', () => {
    const [change] = changesBetween(
      [desired('campaign.x', { goal: { target: 0.3 }, tags: ['a', 'b'] })],
      [applied(desired('campaign.x', { goal: { target: 0.2 }, tags: ['a'], topic: 'news' }))],
    ).changes;
    expect(change?.fields).toEqual([
      { path: 'goal.target', file: 'campaigns/x.yaml', line: 3, before: 0.2, after: 0.3 },
      { path: 'tags', file: 'campaigns/x.yaml', line: 2, before: ['a'], after: ['a', 'b'] },
      { path: 'topic', file: 'campaigns/x.yaml', line: 2, before: 'news', after: null },
    ]);
  });

  it('what was archived is new when its file is back, on the revision that archived it', () => {
    const gone = { ...applied(desired('campaign.x', {}), 3), content: undefined, digest: '' };
    expect(changesBetween([], [gone])).toEqual({ changes: [], unchanged: 0 });
    const [change] = changesBetween([desired('campaign.x', { title: 'a' })], [gone]).changes;
    expect(change).toMatchObject({ action: 'create', base: { revision: 3, digest: null } });
  });

  it('a definition without its file is archived', () => {
    const [change] = changesBetween([], [applied(desired('campaign.x', {}), 4)]).changes;
    expect(change).toMatchObject({
      action: 'archive',
      effect: 'stop',
      base: { revision: 4 },
      after: null,
      after_digest: null,
    });
  });
});

describe('the fingerprint', () => {
  const { changes } = changesBetween([desired('campaign.x', { title: 'a' })], []);
  it('is of the environment, the policies and what happens to each address', () => {
    const own = fingerprintOf('env_1', changes, 'p');
    expect(fingerprintOf('env_1', [...changes], 'p')).toBe(own);
    expect(fingerprintOf('env_2', changes, 'p')).not.toBe(own);
    expect(fingerprintOf('env_1', changes, 'q')).not.toBe(own);
    expect(fingerprintOf('env_1', changesBetween([desired('campaign.x', { title: 'b' })], []).changes, 'p')).not.toBe(
      own,
    );
  });
  it('is not of counts', () => {
    expect(
      fingerprintOf(
        'env_1',
        changes.map((change) => ({ ...change, volume: { messages: 7 } })),
        'p',
      ),
    ).toBe(fingerprintOf('env_1', changes, 'p'));
  });
});
