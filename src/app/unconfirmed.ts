import type { Diagnostic } from '../base/diagnostic.ts';
import { existingRun } from './existing-run.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

const defaultConfirmOver = 10_000;

/** The large runs among these whose campaigns want their names once more: for more people than an earlier yes was for. */
export async function unconfirmed(
  desk: SendDesk,
  counted: readonly DueRun[],
  confirmed: readonly string[],
): Promise<Diagnostic[]> {
  const limit = desk.applied.config.confirm_over ?? defaultConfirmOver;
  const findings: Diagnostic[] = [];
  for (const run of counted) {
    const { campaign, people = 0 } = run;
    if (people <= limit || confirmed.includes(campaign.id)) continue;
    const existing = await existingRun(desk, run);
    const before = existing && !existing.opensAgain ? (existing.run.confirmedPeople ?? 0) : 0;
    if (people > before) findings.push(largeAudience(campaign.id, people, limit));
  }
  return findings;
}

const largeAudience = (id: string, people: number, limit: number): Diagnostic => ({
  code: 'SEND.CONFIRM',
  severity: 'error',
  summary: `${id} is about to reach an audience of ${people.toLocaleString('en')} people, more than ${limit.toLocaleString('en')}`,
  why: 'Contact cannot be taken back, so a large run wants its name once more. Nothing was sent.',
  next: [`Look first: crm send ${id} --dry-run`, `Then: crm send ${id} --confirm ${id}`],
});
