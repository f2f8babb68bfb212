import { addDuration, parseDuration } from '../base/duration.ts';
import { acceptsAddress } from '../channels/accepts/index.ts';
import { decideAudience } from '../deliver/audience/index.ts';
import { leftOut } from '../deliver/left-out/index.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import type { Run } from '../model/delivery.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { Program } from '../model/program.ts';
import { appliedLoad } from './applied-load.ts';
import { existingRun } from './existing-run.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

/** Writes the audience of a run down, page by page; goes on where an earlier process ended. */
export async function enqueueRun(desk: SendDesk, due: DueRun, stop: AbortSignal): Promise<Run> {
  const { context, ledger, store, applied } = desk;
  const { campaign, id } = due;
  const run = await openRun(desk, due);
  if (due.people !== undefined) await ledger.confirmPeople(run.id, due.people);
  const program = desk.program(new Date(run.asOf));
  await lookAgain(desk, due, { run, program });
  if (run.state !== 'enqueuing') return run;
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.audience(campaign.value),
    after: run.cursor,
    context: {
      id: campaign.id,
      campaign: campaign.value,
      run: id,
      now: new Date(run.asOf),
      globalHoldout: applied.config.holdout,
      load: appliedLoad(applied, campaign),
      accepts: acceptsAddress(mediumOf(campaign.value)),
      hashAddress: ledger.hashAddress,
    },
  });
  const salt = campaignSalt(campaign.id, campaign.value);
  const channel = mediumOf(campaign.value);
  let decided = 0;
  for await (const { people, notYet, after, cursor } of pages) {
    const deliveries = people.map(({ delivery }) => delivery);
    await ledger.enqueue({ run, salt, channel, deliveries, notYet, after, cursor });
    decided += people.length;
    context.progress(`${campaign.id}: ${decided.toLocaleString('en')} people decided`);
    if (stop.aborted) return run;
  }
  await ledger.closeEnqueue(id);
  return { ...run, state: 'sending' };
}

/** The run of this slot, at the campaign's revision; one that lets in more people is decided about again, on the clock of now. */
async function openRun(desk: SendDesk, due: DueRun): Promise<Run> {
  const { context, ledger } = desk;
  const { campaign, slot, id } = due;
  const asOf = context.asOf.toISOString();
  const { revision } = campaign;
  const existing = await existingRun(desk, due);
  if (!existing) {
    return ledger.openRun({
      id,
      campaign: campaign.id,
      revision,
      slot: slot.id,
      purpose: campaign.value.purpose,
      state: 'enqueuing',
      asOf,
      expiresAt: expiry(due, slot.at),
      generation: desk.generation,
      cursor: undefined,
    });
  }
  const { run, opensAgain } = existing;
  if (run.stop) await ledger.markStopped(id, undefined);
  if (run.revision === revision) return run;
  // Who is let in later has as long as the others had, counted from when they are let in.
  const expiresAt = opensAgain ? expiry(due, slot.at > context.asOf ? slot.at : context.asOf) : run.expiresAt;
  await ledger.reviseRun({ id, revision, asOf, expiresAt, audience: opensAgain });
  return (await ledger.run(id)) ?? run;
}

/** What was applied since a run was interrupted holds for those who still wait in it. */
async function lookAgain(
  { store, ledger, generation }: SendDesk,
  { campaign }: DueRun,
  { run, program }: { run: Run; program: Program },
): Promise<void> {
  if (run.state === 'done' || run.generation === generation) return;
  const request = { store, ledger, program, id: campaign.id, campaign: campaign.value, run: run.id };
  for await (const rows of leftOut(request)) await ledger.leaveOut(rows);
  await ledger.lookedAt(run.id, generation);
}

function expiry({ campaign }: DueRun, from: Date): string | undefined {
  const duration = parseDuration(campaign.value.messages[0]?.expires ?? '');
  return duration && addDuration(from, duration).toISOString();
}
