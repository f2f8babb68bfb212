import type { Approval as ApprovalFile } from './generated/workspace.ts';

/** Which plans have to be approved before they are applied, by how many, and by whom. */
export type ApprovalRule = ApprovalFile;

/** Somebody's approval of what a plan means. It counts for every plan with this fingerprint, until it expires. */
export interface Approval {
  readonly fingerprint: string;
  readonly by: string;
  readonly at: string;
  /** When the plan that was looked at expires. */
  readonly expiresAt: string;
  readonly reason: string | null;
}
