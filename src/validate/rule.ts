import type { Diagnostic } from '../base/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';

/** One thing that must hold in a workspace, and what to say where it does not. */
export type Rule = (workspace: Workspace) => Diagnostic[];

/** One thing that must hold in every file, whatever else is wrong with it. */
export type FileRule = (file: SourceFile) => Diagnostic[];
