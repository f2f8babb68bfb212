import { CrmError } from '../base/crm-error.ts';
import { brokenReferences } from '../model/broken-references.ts';
import type { AppliedDefinition, DefinitionsLedger } from '../model/definitions-ledger.ts';
import type { AppliedSegment, PersonLists } from '../model/person-list.ts';
import type { PlanChange } from '../model/plan.ts';
import type { Workspace } from '../model/workspace.ts';
import { noRevision, notApplied } from './no-such-revision.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { asApplied, asGiven, type Part } from './select-part.ts';

/** A definition, and the revision that it is to be again. */
export interface RollBack {
  readonly address: string;
  readonly revision: number;
}

interface Whole {
  readonly opened: OpenedWorkspace & { readonly workspace: Workspace };
  readonly definitions: readonly AppliedDefinition[];
  /** What the files would change. */
  readonly changes: readonly PlanChange[];
}

/** Everything as it is applied, but for one definition, which is as an earlier revision had it. */
export async function rollBack(
  ledger: DefinitionsLedger,
  { address, revision }: RollBack,
  { opened, definitions, changes }: Whole,
): Promise<Part> {
  const current = definitions.find((one) => one.address === address);
  if (!current) throw notApplied(address, definitions);
  const then = await ledger.revision(address, revision);
  if (!then) throw noRevision(address, revision, current.revision);
  if (then.content === undefined) throw archivedThen(address, revision, current.file);
  const list = otherList(then.content, opened.lists);
  if (list !== undefined) throw needsList(address, revision, list);
  const given = definitions.map((one) => (one === current ? { ...then, revision: current.revision } : one));
  const live = given.filter(({ content }) => content !== undefined);
  const missing = brokenReferences(live).find((one) => one.address === address);
  if (missing) throw needs(address, revision, missing.missing);
  // Whatever the files say of anything stays out.
  const all = new Set([...changes.map((one) => one.address), address]);
  return {
    opened: await asGiven(opened, given, all),
    desired: live.map(asApplied),
    scope: {
      complete: false,
      only: [address],
      exclude: [],
      left_out: changes.map((one) => one.address).filter((one) => one !== address),
    },
    because: new Map([[address, `back to revision ${revision}`]]),
  };
}

/** A list of that revision's which the file is not any more. */
const otherList = (content: unknown, now: PersonLists): string | undefined =>
  Object.entries((content as AppliedSegment).lists ?? {}).find(
    ([key, { sha256 }]) => now.get(key)?.sha256 !== sha256,
  )?.[0];

const archivedThen = (address: string, revision: number, file: string): CrmError =>
  new CrmError('usage', {
    code: 'ROLLBACK.ARCHIVED',
    severity: 'error',
    summary: `revision ${revision} of \`${address}\` is the one that archived it`,
    why: 'It has nothing to go back to.',
    next: [`To archive it again, remove ${file} and apply that.`, `See its revisions: crm state show ${address}`],
  });

const needsList = (address: string, revision: number, list: string): CrmError =>
  new CrmError('stale', {
    code: 'ROLLBACK.OTHER_LIST',
    severity: 'error',
    summary: `revision ${revision} of \`${address}\` was applied with another ${list}`,
    why: 'People are sent to from the list as it was applied, and its ids are not in the ledger.',
    next: [`Bring the file back as it was then; its commit: crm state show ${address}`],
  });

const needs = (address: string, revision: number, missing: string): CrmError =>
  new CrmError('invalid', {
    code: 'ROLLBACK.INCOMPLETE',
    severity: 'error',
    summary: `revision ${revision} of \`${address}\` needs ${missing}, which is not applied`,
    why: 'It was archived or taken away since.',
    next: [
      `Bring it back first: crm rollback ${missing.replace(/^(stage|metric|channel|objective)\..*/, 'workspace')} --to <revision>`,
    ],
  });
