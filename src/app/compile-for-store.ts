import { compile } from '../compile/index.ts';
import { asksLocalTime } from '../model/asks-local-time.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile, SegmentFile, StoreMapping } from '../model/workspace.ts';

interface Definitions {
  readonly store: StoreMapping;
  readonly timezone: string;
  readonly segments: ReadonlyMap<string, SegmentFile>;
  readonly campaigns: ReadonlyMap<string, { readonly value: Pick<CampaignFile, 'tags'> }>;
  /** Of every segment that people are asked for with. */
  readonly lists?: PersonLists;
}

/** Compiles definitions for the store that they will be asked of: its dialect, its columns and, when a segment needs them, the zones of its people. */
export async function compileForStore(
  store: Store | undefined,
  { campaigns: files, ...rest }: Definitions,
): Promise<(now: Date) => Program> {
  const campaigns = new Map([...files].map(([id, { value }]) => [id, value]));
  const definitions = { ...rest, campaigns };
  // Without a store no query is run, and any text will do.
  if (!store) return (now) => compile({ ...definitions, dialect: 'sqlite', now });
  const options = {
    ...definitions,
    dialect: store.dialect,
    tables: await store.tables(),
    indexes: await store.indexes(),
    sizes: await store.sizes(),
  };
  const local = [...definitions.segments.values()].some(({ where }) => asksLocalTime(where));
  const reading = local ? compile({ ...options, now: new Date(0) }).zones() : undefined;
  const zones = reading ? (await store.all(reading)).map(reading.read) : [];
  return (now) => compile({ ...options, zones, now });
}
