import { acceptsAddress } from '../channels/accepts/index.ts';
import { decideAudience } from '../deliver/audience/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
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
  readonly skipped: Readonly<Record<string, number>>;
  readonly arms: Readonly<Record<string, number>>;
}

/** What would happen to everybody in a campaign's audience, decided by the very function that a send uses; nothing is written. */
export async function surveyAudience(request: SurveyRequest): Promise<Survey> {
  const { store, ledger, program, campaign, id, run, now } = request;
  const skipped: Record<string, number> = {};
  const arms: Record<string, number> = {};
  let [audience, notYet, heldOut, drawn] = [0, 0, 0, 0];
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.audience(campaign),
    after: request.after,
    seen: new Map(),
    context: {
      id,
      campaign,
      run,
      now,
      globalHoldout: request.globalHoldout,
      accepts: acceptsAddress(mediumOf(campaign)),
      hashAddress: ledger.hashAddress,
    },
  });
  for await (const page of pages) {
    notYet += page.notYet;
    audience += page.people.length;
    for (const { delivery, assigned } of page.people) {
      if (delivery.status !== 'skipped' && !assigned) drawn += 1;
      if (delivery.status === 'skipped')
        skipped[delivery.reason ?? 'unknown'] = (skipped[delivery.reason ?? 'unknown'] ?? 0) + 1;
      if (delivery.status === 'held_out') heldOut += 1;
      if (delivery.status === 'queued' && delivery.arm !== undefined)
        arms[delivery.arm] = (arms[delivery.arm] ?? 0) + 1;
    }
    request.progress(audience);
  }
  const reachable = audience - Object.values(skipped).reduce((sum, n) => sum + n, 0);
  return { audience, notYet, reachable, heldOut, drawn, skipped, arms };
}
