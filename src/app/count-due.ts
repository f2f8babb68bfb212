import { existingRun } from './existing-run.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

/** Counts the audience of every run whose audience is not written down whole yet: who is counted is whom a yes to that number covers. */
export async function countDue(desk: SendDesk, due: readonly DueRun[]): Promise<DueRun[]> {
  const counted: DueRun[] = [];
  for (const run of due) counted.push({ ...run, people: await peopleOf(desk, run) });
  return counted;
}

async function peopleOf(desk: SendDesk, due: DueRun): Promise<number | undefined> {
  const existing = await existingRun(desk, due);
  const goesOn = existing && !existing.opensAgain ? existing.run : undefined;
  if (goesOn && goesOn.state !== 'enqueuing') return undefined;
  const program = desk.program(goesOn ? new Date(goesOn.asOf) : desk.context.asOf);
  const reading = program.count([program.audience(due.campaign.value)]);
  const [row] = await desk.store.all(reading);
  return row ? (reading.read(row)[0] ?? 0) : 0;
}
