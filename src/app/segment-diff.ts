import { canonicalJson } from '../base/canonical-json.ts';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
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
    return withStoreFor(context, { ids: [], others }, async (desk) => {
      const { findings, ...compared } = await compare(context, desk, { ...opened, workspace });
      const broken = opened.diagnostics.filter(
        ({ severity, place }) => severity === 'error' && place?.file.startsWith('segments/'),
      );
      return {
        diff: { ref, commit, ...compared },
        diagnostics: atRef([...broken, ...findings], ref).map((one) => ({ ...one, severity: 'warning' })),
      };
    });
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
): Promise<Pick<SegmentDiff, 'segments' | 'unchanged'> & { findings: Diagnostic[] }> {
  const was = { segments: sound(old), lists: old.lists };
  const is = { segments: valuesOf(workspace), lists };
  const { mapping: then, findings } = await mappingThen(store, mapping, old.workspace);
  const compiled = await compileForStore(store, {
    ...was,
    store: then,
    timezone: old.workspace.config.value.timezone,
    campaigns: old.workspace.campaigns,
  });
  const before = compiled(context.asOf);
  const segments: DiffedSegment[] = [];
  let unchanged = 0;
  for (const id of [...new Set([...was.segments.keys(), ...is.segments.keys()])].sort()) {
    const [meant, means] = [segmentMeaning(id, was), segmentMeaning(id, is)];
    if (old.workspace.known.segment.has(id) && meant === undefined) {
      if (was.segments.has(id)) findings.push(notCompared(id, old.workspace));
      continue;
    }
    const [a, b] = [was.segments.get(id), is.segments.get(id)];
    const people = { before: a && before.segment(a), after: b && program.segment(b) };
    const sameText = canonicalJson([meant]) === canonicalJson([means]);
    // A mapping, a zone or a campaign's tags can change what the same text asks.
    if (sameText && people.before && people.after && asked(before, people.before) === asked(program, people.after)) {
      unchanged += 1;
      continue;
    }
    const moved = await movement(store, program, people);
    const change = a ? (b ? 'changed' : 'removed') : 'added';
    segments.push({ id, title: (b ?? a)?.title ?? '', change, same_text: sameText, ...moved });
  }
  return { segments, unchanged, findings };
}

/** What is asked of the store and of the ledger, as text. */
function asked(program: Program, people: People): string {
  const { sql, bindings, recorded } = program.ids(people);
  const questions = recorded?.questions.map((one) =>
    one.kind === 'messages' ? one.asked : one.kind === 'stays' ? one.segment : one.rules.message,
  );
  return canonicalJson([sql, bindings.map((one) => (typeof one === 'bigint' ? String(one) : one)), questions ?? []]);
}

/** What was broken then is told by its own findings. */
function notCompared(id: string, { segments }: Workspace): Diagnostic {
  const place = segments.get(id)?.source.place(['where']);
  return {
    code: 'GIT.NOT_COMPARED',
    severity: 'warning',
    summary: `segment \`${id}\` cannot be compared`,
    ...(place ? { place } : {}),
    why: 'It refers to a segment or a list that had a mistake then, or was not there.',
    next: ['Compare with a later commit.'],
  };
}

async function movement(
  store: Store,
  program: Program,
  people: { before: People | undefined; after: People | undefined },
): Promise<Pick<DiffedSegment, 'before' | 'after' | 'enter' | 'leave' | 'stay'>> {
  const { nobody } = program;
  const counts = await readOne(store, program.compare(people.before ?? nobody, people.after ?? nobody));
  return { ...counts, enter: counts.after - counts.stay, leave: counts.before - counts.stay };
}

/** The mapping of then, as long as today's store can be read with it and people are the same rows. */
async function mappingThen(
  store: Store,
  now: StoreMapping,
  { config, ...rest }: Workspace,
): Promise<{ mapping: StoreMapping; findings: Diagnostic[] }> {
  const old: StoreMapping = { ...config.value.store, url: now.url };
  const today = (why: string) => ({ mapping: now, findings: [otherMapping(config.source.place(['store']), why)] });
  if (old.people.table !== now.people.table || old.people.id !== now.people.id)
    return today(`People were \`${old.people.table}.${old.people.id}\` then.`);
  const workspace = { ...rest, config: { ...config, value: { ...config.value, store: old } } };
  const [misfit] = (await checkStore(workspace, store)).filter(({ severity }) => severity === 'error');
  return misfit
    ? today(`The store of today has not what it names: ${misfit.summary}.`)
    : { mapping: old, findings: [] };
}

const otherMapping = (place: Place, why: string): Diagnostic => ({
  code: 'GIT.OTHER_MAPPING',
  severity: 'warning',
  summary: "the segments of then are asked with today's mapping",
  place,
  why,
  next: ['What a changed mapping does to the segments is not in the numbers.'],
});
