import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../src/base/digest.ts';
import { brokenReferences } from '../../src/model/broken-references.ts';
import type { Addressed } from '../../src/model/definition-references.ts';
import type { PlanAction } from '../../src/model/plan.ts';
import { parseSelector, type Selected, selectChanges } from '../../src/plan/selection/index.ts';

const stages = { lifecycle: { stages: ['growth', 'retention'] }, channels: { email: {} }, metrics: { came: {} } };
const segment = (id: string, where: unknown = { attribute: 'a', is: 1 }): Addressed => ({
  address: `segment.${id}`,
  content: { stage: 'growth', where },
});
const template = (id: string, text = 'Hello'): Addressed => ({ address: `template.${id}`, content: { text } });
const campaign = (
  id: string,
  uses: { segment: string; template: string; tags?: string[]; metric?: string },
): Addressed => ({
  address: `campaign.${id}`,
  content: {
    ...{ stage: 'retention', tags: uses.tags ?? [] },
    ...{ goal: { metric: uses.metric ?? 'came' }, audience: { segment: uses.segment } },
    messages: [{ channel: 'email', template: uses.template }],
  },
});
const workspace = (more: object = {}): Addressed => ({ address: 'workspace', content: { ...stages, ...more } });

/** What differs between two workspaces, and what selectors take of it. */
function select(
  [before, after]: readonly [readonly Addressed[], readonly Addressed[]],
  { only = [], exclude = [], branch = [] }: { only?: string[]; exclude?: string[]; branch?: string[] },
): Selected {
  const changed = new Map<string, PlanAction>();
  const contents = (all: readonly Addressed[]) =>
    new Map(all.map(({ address, content }) => [address, digest(content)]));
  const [old, now] = [contents(before), contents(after)];
  for (const address of new Set([...old.keys(), ...now.keys()]))
    if (old.get(address) !== now.get(address))
      changed.set(address, !old.has(address) ? 'create' : now.has(address) ? 'update' : 'archive');
  const parsed = (text: string) => parseSelector(text) ?? expect.fail(`${text} is no selector`);
  return selectChanges({
    selection: { only: only.map(parsed), exclude: exclude.map(parsed) },
    desired: after,
    applied: before,
    changed,
    differsFrom: () => new Set(branch),
  });
}

const taken = ({ because }: Selected): string[] => [...because.keys()].sort();

const applied = [
  workspace(),
  segment('all'),
  segment('gold', { segment: 'all' }),
  template('hello'),
  campaign('autumn', { segment: 'gold', template: 'hello', tags: ['autumn'] }),
  campaign('winter', { segment: 'all', template: 'hello' }),
];
const files = [
  workspace({ currency: 'EUR' }),
  segment('all', { attribute: 'a', is: 2 }),
  segment('gold', { segment: 'all' }),
  segment('new'),
  template('hello', 'Hi'),
  campaign('autumn', { segment: 'gold', template: 'hello', tags: ['autumn', 'draft'] }),
  campaign('spring', { segment: 'new', template: 'hello' }),
];
const both = [applied, files] as const;

const everything = [
  'campaign.autumn',
  'campaign.spring',
  'campaign.winter',
  'segment.all',
  'segment.new',
  'template.hello',
  'workspace',
];

describe('a selector', () => {
  it.each<[string[], string[]]>([
    [['campaign.autumn'], ['campaign.autumn', 'segment.all', 'template.hello']],
    [['autumn'], ['campaign.autumn', 'segment.all', 'template.hello']],
    [['tag:dra*'], ['campaign.autumn', 'segment.all', 'template.hello']],
    [['segment:all'], ['segment.all']],
    [['segment:all+'], ['campaign.autumn', 'campaign.winter', 'segment.all', 'template.hello']],
    [['segment.?ew'], ['segment.new']],
    [['state:new'], ['campaign.spring', 'segment.new', 'template.hello']],
    [['stage:growth'], ['segment.all', 'segment.new']],
    [['git:main'], ['segment.new']],
    [['winter'], ['campaign.winter']],
    [['workspace'], ['workspace']],
    [['*'], everything],
    [['campaign.*', 'workspace'], everything],
  ])('%j takes %j', (only, expected) => {
    expect(taken(select(both, { only, branch: ['segment.new', 'segment.gold'] }))).toEqual(expected);
  });

  it.each(['tag:', 'state:odd', 'colour:red', 'a b', '', '+', 'campaign.', 'segment.a.b', '../x'])(
    '%j is none',
    (text) => {
      expect(parseSelector(text)).toBeUndefined();
    },
  );
});

describe('a selection', () => {
  it('says why each change is in it', () => {
    const { because, leftOut } = select(both, { only: ['spring'] });
    expect(Object.fromEntries(because)).toEqual({
      'campaign.spring': 'asked for: spring',
      'segment.new': 'needed by campaign.spring',
      'template.hello': 'needed by campaign.spring',
    });
    expect([...leftOut].sort()).toEqual(['campaign.autumn', 'campaign.winter', 'segment.all', 'workspace']);
  });

  it('takes the workspace along where something in it is needed, and not otherwise', () => {
    const more = [...files.slice(1), workspace({ metrics: { bought: {} } })];
    const buys = campaign('buys', { segment: 'gold', template: 'hello', metric: 'bought' });
    const { because } = select([applied, [...more, buys]], { only: ['buys'] });
    expect(because.get('workspace')).toBe('needed by campaign.buys: metric.bought');
    expect(taken(select(both, { only: ['autumn'] }))).not.toContain('workspace');
    expect(taken(select([[], files], { only: ['segment.new'] }))).toEqual(['segment.new', 'workspace']);
  });

  it('without what is excluded, whoever needs it', () => {
    expect(taken(select(both, { exclude: ['template.hello', 'spring', 'workspace'] }))).toEqual([
      'campaign.autumn',
      'campaign.winter',
      'segment.all',
      'segment.new',
    ]);
    const { broken } = select(both, { only: ['spring'], exclude: ['segment.new'] });
    expect(broken).toEqual([{ address: 'campaign.spring', missing: 'segment.new' }]);
  });

  it('is refused when it takes away what others need', () => {
    const gone = files.filter(({ address }) => address !== 'segment.gold' && address !== 'campaign.autumn');
    const { broken } = select([applied, gone], { only: ['segment.gold'] });
    expect(broken).toEqual([{ address: 'campaign.autumn', missing: 'segment.gold' }]);
    expect(select([applied, gone], { only: ['segment.gold', 'autumn'] }).broken).toEqual([]);
  });

  it('names selectors that nothing answers to', () => {
    const { unmatched } = select(both, { only: ['summer', 'autumn', 'state:new'], exclude: ['tag:none'] });
    expect(unmatched.map(({ text }) => text)).toEqual(['summer', 'tag:none']);
  });

  it('of a workspace that holds together, by names alone, always holds together', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    const world = fc.record({ segments: ids, templates: ids, word: fc.constantFrom('x', 'y') }).chain((one) =>
      fc
        .uniqueArray(
          fc.tuple(fc.constantFrom('p', 'q', 'r'), fc.constantFrom(...one.segments), fc.constantFrom(...one.templates)),
          {
            selector: ([id]) => id,
          },
        )
        .map((campaigns) => [
          workspace(),
          ...one.segments.map((id) => segment(id, { attribute: 'a', is: one.word })),
          ...one.templates.map((id) => template(id, one.word)),
          ...campaigns.map(([id, s, t]) => campaign(id, { segment: s, template: t })),
        ]),
    );
    fc.assert(
      fc.property(world, world, fc.subarray(['p', 'q', 'r']), (before, after, only) => {
        const there = new Set([...before, ...after].map(({ address }) => address));
        const names = only.map((id) => `campaign.${id}`).filter((address) => there.has(address));
        const archived = names.some((name) => !after.some(({ address }) => address === name));
        const { because, broken } = select([before, after], { only: names });
        const old = new Map(before.map(({ address, content }) => [address, content]));
        const now = new Map(after.map(({ address, content }) => [address, content]));
        const result = [...there].map((address) => ({
          address,
          content: (because.has(address) ? now : old).get(address),
        }));
        expect(brokenReferences(result)).toEqual(broken);
        // Whoever is taken finds what it needs; only what is taken away can leave somebody without.
        expect(broken.filter(({ address }) => because.has(address))).toEqual([]);
        if (names.length > 0 && !archived) expect(broken).toEqual([]);
      }),
    );
  });
});
