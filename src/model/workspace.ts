import type { CampaignFile } from './generated/campaign.ts';
import type { PersonaFile } from './generated/persona.ts';
import type { SegmentFile } from './generated/segment.ts';
import type { TemplateFile } from './generated/template.ts';
import type { WorkspaceFile } from './generated/workspace.ts';
import type { Noun, SourceFile } from './source.ts';

export type { CampaignFile } from './generated/campaign.ts';
export type { PersonaFile } from './generated/persona.ts';
export type { SegmentFile } from './generated/segment.ts';
export type { EmailTemplate, TemplateFile, Variable } from './generated/template.ts';
export type {
  EmailChannel,
  EventSource,
  FileChannel,
  Metric,
  PolicyLevel,
  Store as StoreMapping,
  WorkspaceFile,
} from './generated/workspace.ts';

export type Medium = CampaignFile['messages'][number]['channel'];

/** A file that its schema accepts. */
export interface Definition<T> {
  readonly id: string;
  readonly value: T;
  readonly source: SourceFile;
}

export type Definitions<T> = ReadonlyMap<string, Definition<T>>;

/** Everything that git says, typed. `known` also names the files that have findings of their own. */
export interface Workspace {
  readonly root: string;
  readonly config: Definition<WorkspaceFile>;
  readonly segments: Definitions<SegmentFile>;
  readonly campaigns: Definitions<CampaignFile>;
  readonly templates: Definitions<TemplateFile>;
  readonly personas: Definitions<PersonaFile>;
  readonly known: Readonly<Record<Noun, ReadonlySet<string>>>;
}
