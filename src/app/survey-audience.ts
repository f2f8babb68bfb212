import { acceptsAddress } from '../channels/accepts/index.ts';
import { type AudiencePage, decideAudience } from '../deliver/audience/index.ts';
import { createLastLook } from '../deliver/last-look/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { LoadRules } from '../model/limits.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile, WorkspaceFile } from '../model/workspace.ts';

export interface SurveyRequest {
  readonly store: Store;
  readonly ledger: OpenLedger;
  readonly program: Program;
  readonly id: string;
  readonly campaign: CampaignFile;
  readonly run: string;
  readonly now: Date;
  /** Only people after this one. */
  readonly after?: string | undefined;
  readonly globalHoldout: WorkspaceFile['holdout'];
  /** Undefined: limits are not asked. */
  readonly load?: LoadRules;
  /** The real time, when whoever has withdrawn up to then is left out as well, as right before a message is handed over. */
  readonly withdrawnBy?: Date | undefined;
  readonly progress: (people: number) => void;
}

export interface Survey {
  /** People in the audience, those outside the rollout apart. */
  readonly audience: number;
  readonly notYet: number;
  readonly reachable: number;
  readonly heldOut: number;
  /** People who would be drawn into the experiment now; who was drawn before keeps the arm. */
  readonly drawn: number;
  /** Of those who are left out: only by the withdrawals after `now`. */
  readonly withdrawnSince: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly arms: Readonly<Record<string, number>>;
  /** Who gets a message, but not before the limits leave room. */
  readonly capped: number;
}

/** What would happen to everybody in a campaign's audience, decided by the very function that a send uses; nothing is written. */
export async function surveyAudience(request: SurveyRequest): Promise<Survey> {
  const { store, ledger, program, campaign, id, run, now, withdrawnBy } = request;
  const skipped: Record<string, number> = {};
  const arms: Record<string, number> = {};
  let [audience, notYet, heldOut, drawn, withdrawnSince, waiting] = [0, 0, 0, 0, 0, 0];
  const rules = { accepts: acceptsAddress(mediumOf(campaign)), hashAddress: ledger.hashAddress };
  const lastLook = withdrawnBy && (await createLastLook({ store, program, campaign, withdrawnBy, ...rules }));
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.audience(campaign),
    after: request.after,
    seen: new Map(),
    context: { id, campaign, run, now, globalHoldout: request.globalHoldout, load: request.load, ...rules },
  });
  for await (const page of pages) {
    notYet += page.notYet;
    audience += page.people.length;
    const late = await lastLook?.(queuedOf(page));
    waiting += page.people.filter(({ capped, delivery }) => capped && !late?.has(delivery.person)).length;
    for (const { delivery, assigned } of page.people) {
      if (delivery.status !== 'skipped' && !assigned) drawn += 1;
      if (delivery.status === 'held_out') heldOut += 1;
      const since = late?.get(delivery.person);
      if (since !== undefined) withdrawnSince += 1;
      const reason = delivery.status === 'skipped' ? (delivery.reason ?? 'unknown') : since;
      if (reason !== undefined) count(skipped, reason);
      else if (delivery.status === 'queued' && delivery.arm !== undefined) count(arms, delivery.arm);
    }
    request.progress(audience);
  }
  const reachable = audience - Object.values(skipped).reduce((sum, n) => sum + n, 0);
  return { audience, notYet, reachable, heldOut, drawn, withdrawnSince, skipped, arms, capped: waiting };
}

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const queuedOf = ({ people }: AudiencePage): string[] =>
  people.flatMap(({ delivery }) => (delivery.status === 'queued' ? [delivery.person] : []));
