import { describe, expect, it } from 'vitest';
import { planText } from '../../../src/cli/views/plan-text.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { noon, useWorkshop } from '../../app/workshop.ts';

const workshop = useWorkshop();
const show = (plan: Plan, saved: Parameters<typeof planText>[1]['saved'] = 'no'): string =>
  planText(plan, { color: false, width: 100, saved });

describe('a plan as text', () => {
  it('names the campaigns that a segment reaches, with their people', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 41');
    const text = show(await shop.plan());
    expect(text).toContain('      affects     campaign.hello: 91 -> 60 people, 48 messages');
    expect(text).toContain('  ≈ affected campaign.hello  through segment.some  campaigns/hello.yaml:1');
    expect(text).toContain('      audience    91 -> 60 people (enter 0, leave 31, stay 60)');
    expect(text).toContain('Plan: 1 to change (4 unchanged; 1 more campaign affected).');
    expect(text).toContain('One run of each changed or affected campaign: 48 messages.');
  });

  it('says that a pause contacts nobody', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.edit('campaigns/hello.yaml', 'title:', 'status: paused\ntitle:');
    const text = show(await shop.plan());
    expect(text).toContain(
      'audience    91 -> 0 people (enter 0, leave 91, stay 0)\n      contacted   nobody: 0 messages',
    );
    expect(text).not.toContain('preview');
  });

  it('shows the rollout beside the audience', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', 'title:', 'rollout: { percent: 40 }\ntitle:');
    expect(show(await shop.plan())).toMatch(
      / {6}audience {4}91 people\n {6}rollout {5}40%: \d\d of them now, \d\d not yet\n/,
    );
  });

  it('says which rules nobody could look at, and that apply refuses it', async () => {
    const shop = workshop();
    shop.write('crm.yaml', `${shop.read('crm.yaml')}policies: { audience.max-share: deny }\n`);
    const text = show(await shop.plan({ refresh: 'none' }), { file: 'p.json' });
    expect(text).toContain('Policy: 0 denied, 0 warned, 6 passed, 3 not evaluated.');
    expect(text).toContain(
      '? not evaluated audience.max-share (deny): the people of a campaign were not counted (crm.yaml:',
    );
    expect(text).toContain('crm apply refuses this plan.\n\nSaved p.json.');
    expect(text).not.toContain('Next: crm apply');
  });

  it('says how to keep it, but not to somebody who is about to apply it', async () => {
    const plan = await workshop().plan();
    expect(show(plan)).toContain('Not saved: crm plan --out');
    expect(show(plan, 'asking')).not.toContain('Not saved');
    expect(show(plan, { file: 'p.json' })).toMatch(/Next: crm apply p\.json$/);
  });

  it('made with --as-of is applied with --as-of', async () => {
    const plan = await workshop().plan({ asOf: noon });
    expect(show(plan, { file: 'p.json' })).toMatch(/Next: crm apply p\.json --as-of 2026-11-06T12:00:00Z$/);
    const production = { ...plan, environment: { ...plan.environment, name: 'production' } };
    expect(show(production, { file: 'p.json' })).toMatch(
      /Next: crm apply p\.json --env production --as-of 2026-11-06T12:00:00Z$/,
    );
  });
});
