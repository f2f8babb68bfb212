import { stripVTControlCharacters } from 'node:util';
import type { AppContext } from '../app/context.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExitName } from '../base/exit.ts';
import type { PolicyResult } from '../model/plan.ts';
import type { GlobalFlags, Io } from './io.ts';
import type { ViewFormat } from './view-format.ts';

/** A result that leaves the terminal: for pull requests, annotations, code scanning and test reports. */
export interface SharedViews {
  markdown(): string;
  readonly policies?: readonly PolicyResult[];
  /** What was looked at, each a passed test. */
  readonly parts: readonly string[];
}

export interface Shown {
  readonly io: Io;
  readonly context: AppContext;
  readonly flags: GlobalFlags;
  /** The command: `plan`. */
  readonly name: string;
  readonly exitName: ExitName;
  /** `crm.error/v1` where the command failed. */
  readonly document: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly workspace?: string;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly shared?: SharedViews;
  text(): string | Promise<string>;
}

/** A result in one of its forms, without secrets. */
export async function renderView(format: ViewFormat, shown: Shown): Promise<string> {
  return shown.context.secrets.mask(await rendered(format, shown));
}

async function rendered(format: ViewFormat, shown: Shown): Promise<string> {
  const { io, context, flags, name, exitName, document, diagnostics, workspace, json, shared } = shown;
  switch (format) {
    case 'text': {
      const { diagnosticsText } = await import('./views/diagnostics-text.ts');
      const findings = diagnostics.length > 0 ? [diagnosticsText(diagnostics, { color: false }), ''] : [];
      return stripVTControlCharacters([...findings, await shown.text()].join('\n'));
    }
    case 'json': {
      const { documentText } = await import('./print-document.ts');
      const named = workspace === undefined ? {} : { workspace };
      return documentText(io, { format: document, flags, exitName, diagnostics, ...named, ...(json ? { json } : {}) });
    }
    case 'markdown': {
      if (shared) return shared.markdown();
      const { findingsMarkdown } = await import('./views/findings/findings-markdown.ts');
      return findingsMarkdown(diagnostics, `crm ${name} failed`);
    }
    default: {
      const { gitPrefix } = await import('../app/git-prefix.ts');
      const { shownFindings } = await import('./views/findings/shown-findings.ts');
      const policies = shared?.policies ?? [];
      const findings = shownFindings({ diagnostics, policies, prefix: gitPrefix(context.root) });
      if (format === 'github') return (await import('./views/findings/github-text.ts')).githubText(findings);
      if (format === 'sarif')
        return (await import('./views/findings/sarif-text.ts')).sarifText(findings, context.version);
      const { junitText } = await import('./views/findings/junit-text.ts');
      return junitText(findings, { name: `crm ${name}`, parts: shared?.parts ?? [] });
    }
  }
}
