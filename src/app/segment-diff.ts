import { canonicalJson } from '../base/canonical-json.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Store } from '../model/ports.ts';
import type { People, Program } from '../model/program.ts';
import type { DiffedSegment, SegmentDiff } from '../model/segment-diff.ts';
import type { SegmentFile, StoreMapping, Workspace } from '../model/workspace.ts';
import { checkStore } from './check-store.ts';
import { compileForStore } from './compile-for-store.ts';
import type { AppContext } from './context.ts';
import { withGitFiles } from './git-files.ts';
import { type OpenedWorkspace, openWorkspace } from './open-workspace.ts';
import { readOne } from './read-one.ts';
import { segmentMeaning } from './segment-meaning.ts';
import { type SegmentDesk, withStoreFor } from './segments.ts';

/** Segments of a commit against those of the files: what each would find in today's store, at one moment. */
export async function segmentDiff(
  context: AppContext,
  ref: string,
): Promise<{ diff: SegmentDiff; diagnostics: Diagnostic[] }> {
  return withGitFiles(context.root, ref, async ({ commit, root }) => {
    const opened = await openWorkspace(root);
    const { workspace } = opened;
    if (!workspace) throw new CrmError('invalid', atRef(opened.diagnostics, ref));
    const others = [...sound({ ...opened, workspace }).values()];
    return withStoreFor(context, { ids: [], others }, async (desk) => ({
      diff: { ref, commit, ...(await compare(context, desk, { ...opened, workspace })) },
      diagnostics: atRef(opened.diagnostics, ref)
        .filter(({ severity, place }) => severity === 'error' && place?.file.startsWith(`${ref}:segments/`))
        .map((one) => ({ ...one, severity: 'warning' })),
    }));
  });
}

/** Findings of files that are not in the folder: they name the commit. */
const atRef = (diagnostics: readonly Diagnostic[], ref: string): Diagnostic[] =>
  diagnostics.map((one) => (one.place ? { ...one, place: { ...one.place, file: `${ref}:${one.place.file}` } } : one));

/** Segments whose file had no mistake. */
function sound({ workspace, diagnostics }: OpenedWorkspace & { workspace: Workspace }): Map<string, SegmentFile> {
  const broken = new Set(
    diagnostics.flatMap(({ severity, place }) => (severity === 'error' && place ? [place.file] : [])),
  );
  return new Map(
    [...workspace.segments].flatMap(([id, { value, source }]) => (broken.has(source.path) ? [] : [[id, value]])),
  );
}

const valuesOf = ({ segments }: Workspace): Map<string, SegmentFile> =>
  new Map([...segments].map(([id, { value }]) => [id, value]));

async function compare(
  context: AppContext,
  { workspace, lists, mapping, store, program }: SegmentDesk,
  old: OpenedWorkspace & { workspace: Workspace },
): Promise<Pick<SegmentDiff, 'segments' | 'unchanged'>> {
  const was = { segments: sound(old), lists: old.lists };
  const is = { segments: valuesOf(workspace), lists };
  const oldMapping = await mappingThen(store, mapping, old.workspace);
  const compiled = await compileForStore(store, {
    ...was,
    store: oldMapping,
    timezone: old.workspace.config.value.timezone,
    campaigns: old.workspace.campaigns,
  });
  const before = compiled(context.asOf);
  const samePeople = canonicalJson(oldMapping) === canonicalJson(mapping);
  const segments: DiffedSegment[] = [];
  let unchanged = 0;
  for (const id of [...new Set([...was.segments.keys(), ...is.segments.keys()])].sort()) {
    const [then, now] = [segmentMeaning(id, was), segmentMeaning(id, is)];
    // What was broken then, or refers to something that was, is told as a finding.
    if (old.workspace.known.segment.has(id) && then === undefined) continue;
    if (samePeople && canonicalJson([then]) === canonicalJson([now])) {
      unchanged += 1;
      continue;
    }
    const [a, b] = [was.segments.get(id), is.segments.get(id)];
    const moved = await movement(store, program, { before: a && before.segment(a), after: b && program.segment(b) });
    segments.push({ id, title: (b ?? a)?.title ?? '', change: a ? (b ? 'changed' : 'removed') : 'added', ...moved });
  }
  return { segments, unchanged };
}

async function movement(
  store: Store,
  program: Program,
  people: { before: People | undefined; after: People | undefined },
): Promise<Omit<DiffedSegment, 'id' | 'title' | 'change'>> {
  const { nobody } = program;
  const counts = await readOne(store, program.compare(people.before ?? nobody, people.after ?? nobody));
  return { ...counts, enter: counts.after - counts.stay, leave: counts.before - counts.stay };
}

/** The mapping of then, as long as today's store can be read with it and people are the same rows. */
async function mappingThen(store: Store, now: StoreMapping, { config, ...rest }: Workspace): Promise<StoreMapping> {
  const old: StoreMapping = { ...config.value.store, url: now.url };
  if (old.people.table !== now.people.table || old.people.id !== now.people.id) return now;
  const findings = await checkStore({ ...rest, config: { ...config, value: { ...config.value, store: old } } }, store);
  return findings.some(({ severity }) => severity === 'error') ? now : old;
}
