import { stages } from './djs.ts';

/** What people do when they reach a campaign's goal. Each measured campaign has one that nothing else causes. */
export type PlantedGoal =
  | { readonly table: 'listens'; readonly dj: string }
  | { readonly table: 'events'; readonly name: string; readonly props: Readonly<Record<string, string>> }
  /** One of the amounts, each as likely as the others. */
  | {
      readonly table: 'events';
      readonly name: string;
      readonly props: Readonly<Record<string, string>>;
      readonly amounts: readonly [number, ...number[]];
    };

export interface PlantedEffect {
  readonly campaign: string;
  readonly goal: PlantedGoal;
  /** Days from the message in which the goal is reached: the campaign's own `goal.within`. */
  readonly within: number;
  /** The probability of reaching the goal without the message. */
  readonly base: number;
  /** What the message of an arm adds to it. */
  readonly effects: Readonly<Record<string, number>>;
  /** Of those who were sent it: how many see it, and how many of these tap or click. */
  readonly shown: number;
  readonly clicked: number;
}

/** The truth that reports are checked against; docs/demo.md has it as a table. */
export const plantedEffects: readonly PlantedEffect[] = [
  {
    campaign: 'weekend-live',
    goal: { table: 'listens', dj: stages.weekend.id },
    within: 3,
    base: 0.2,
    effects: { friendly: 0.1, direct: 0.07 },
    shown: 0.46,
    clicked: 0.16,
  },
  {
    campaign: 'weekly-picks',
    goal: { table: 'listens', dj: stages.picks.id },
    within: 3,
    base: 0.3,
    effects: { default: 0.07 },
    shown: 0.52,
    clicked: 0.18,
  },
  {
    campaign: 'welcome-room',
    goal: { table: 'listens', dj: stages.welcome.id },
    within: 3,
    base: 0.25,
    effects: { warm: 0.06, short: 0.02 },
    shown: 0.72,
    clicked: 0.2,
  },
  {
    campaign: 'dormant-nudge',
    goal: { table: 'events', name: 'app_opened', props: {} },
    within: 7,
    base: 0.12,
    effects: { default: 0 },
    shown: 0.55,
    clicked: 0.05,
  },
  {
    campaign: 'first-follow',
    goal: { table: 'events', name: 'follow', props: { dj_id: 'dj_001' } },
    within: 3,
    base: 0.1,
    effects: { default: 0.06 },
    shown: 0.8,
    clicked: 0.15,
  },
  {
    campaign: 'visitor-sign-up',
    goal: { table: 'events', name: 'signed_up', props: {} },
    within: 7,
    base: 0.05,
    effects: { default: 0.03 },
    shown: 0.5,
    clicked: 0.08,
  },
  {
    campaign: 'app-update',
    goal: { table: 'events', name: 'app_opened', props: { version: '5.12.0' } },
    within: 14,
    base: 0.3,
    effects: { default: 0.2 },
    shown: 0.5,
    clicked: 0.3,
  },
  {
    campaign: 'starter-gift',
    goal: { table: 'events', name: 'gift', props: { item: 'starter_heart', dj_id: 'dj_001' }, amounts: [1000] },
    within: 7,
    base: 0.06,
    effects: { default: 0.04 },
    shown: 0.45,
    clicked: 0.1,
  },
  {
    campaign: 'supporter-thanks',
    goal: {
      table: 'events',
      name: 'gift',
      props: { item: 'bonus_star', dj_id: 'dj_001' },
      amounts: [2000, 5000, 8000],
    },
    within: 7,
    base: 0.12,
    effects: { default: 0.04 },
    shown: 0.9,
    clicked: 0.07,
  },
  {
    campaign: 'invite-friends',
    goal: { table: 'events', name: 'invite_sent', props: { via: 'message' } },
    within: 7,
    base: 0.03,
    effects: { default: 0.02 },
    shown: 0.75,
    clicked: 0.06,
  },
];
