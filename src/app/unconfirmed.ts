import type { Diagnostic } from '../base/diagnostic.ts';
import { existingRun } from './existing-run.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

const defaultConfirmOver = 10_000;

/** The large runs among these whose campaigns want their names once more. */
export async function unconfirmed(
  desk: SendDesk,
  due: readonly DueRun[],
  confirmed: readonly string[],
): Promise<Diagnostic[]> {
  const limit = desk.applied.config.confirm_over ?? defaultConfirmOver;
  const program = desk.program(desk.context.asOf);
  const findings: Diagnostic[] = [];
  for (const run of due) {
    const { campaign } = run;
    if (confirmed.includes(campaign.id)) continue;
    // A run that goes on was confirmed; one that lets more people in was not.
    if ((await existingRun(desk, run))?.opensAgain === false) continue;
    const reading = program.count([program.audience(campaign.value)]);
    const [row] = await desk.store.all(reading);
    const people = row ? (reading.read(row)[0] ?? 0) : 0;
    if (people > limit) findings.push(largeAudience(campaign.id, people, limit));
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
