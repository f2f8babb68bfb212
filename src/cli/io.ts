import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { AppContext } from '../app/context.ts';
import { createSecrets, watchWorkspace } from '../app/secrets.ts';
import { CrmError } from '../base/crm-error.ts';
import { parseDuration } from '../base/duration.ts';
import { type ExitName, exits } from '../base/exit.ts';
import { parseMoment } from '../base/moment.ts';
import { version } from './version.ts';

export interface GlobalFlags {
  readonly dir?: string;
  readonly env?: string;
  readonly asOf?: string;
}

/** The command's terminal: what is asked for goes to stdout, everything else to stderr; secrets go nowhere. */
export interface Io {
  readonly interactive: boolean;
  readonly color: boolean;
  /** How findings look on stderr. */
  readonly findings: {
    readonly color: boolean;
    /** Of the terminal; undefined when there is none. */
    readonly width: number | undefined;
    /** Takes secrets out before a line break could cut one in two. */
    readonly mask: (text: string) => string;
  };
  readonly width: number;
  readonly ci: boolean;
  print(text: string): void;
  note(text: string): void;
  /** One line that is overwritten; nothing when stderr is no terminal. */
  progress(line: string): void;
  ask(question: string): Promise<string>;
  context(flags: GlobalFlags): AppContext;
  /** `--as-of`, or the moment the command began; undefined when the flag cannot be read. */
  asOf(flags: GlobalFlags): Date | undefined;
  exitWith(name: ExitName): void;
  /**
   * Until now a signal ends the command at once, also in the middle of a long query. From now on a first one ends it in order, a second
   * one at once.
   */
  finishOnSignal(): void;
  exitName(): ExitName;
  close(): void;
}

export function createIo(): Io {
  const { stdout, env } = process;
  const secrets = createSecrets(env);
  const stop = new AbortController();
  const began = new Date();
  let exitName: ExitName = 'ok';
  const onSignal = (signal: NodeJS.Signals): void => {
    exitName = signal === 'SIGINT' ? 'interrupted' : 'terminated';
    if (stop.signal.aborted) process.exit(exits[exitName]);
    stop.abort();
  };
  // A reader that has seen enough (| head) is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exits.ok);
  });
  let shown = 0;
  let dirty = false;
  const clear = (): void => {
    if (dirty) process.stderr.write('\r\u001b[K');
    dirty = false;
  };
  const colored = (stream: NodeJS.WriteStream): boolean =>
    !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY === true);
  return {
    // Asking for stdin or stderr opens it, which many commands never need.
    get interactive() {
      return process.stderr.isTTY === true && process.stdin.isTTY === true;
    },
    color: colored(stdout),
    get findings() {
      const { isTTY, columns } = process.stderr;
      const width = isTTY === true && columns > 0 ? Math.max(60, columns) : undefined;
      return { color: colored(process.stderr), width, mask: (text: string) => secrets.mask(text) };
    },
    width: Math.max(60, Math.min(stdout.columns ?? 100, 160)),
    ci: env.CI === 'true' || env.CI === '1',
    print: (text) => {
      clear();
      stdout.write(secrets.mask(text.endsWith('\n') ? text : `${text}\n`));
    },
    note: (text) => {
      clear();
      process.stderr.write(secrets.mask(text.endsWith('\n') ? text : `${text}\n`));
    },
    progress: (line) => {
      const now = Date.now();
      if (!process.stderr.isTTY || now - shown < 100) return;
      shown = now;
      dirty = true;
      process.stderr.write(`\r\u001b[K${line}`);
    },
    ask: async (question) => {
      const { createInterface } = await import('node:readline/promises');
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return (await reader.question(question, { signal: stop.signal })).trim();
      } finally {
        reader.close();
      }
    },
    context(flags) {
      const wall = (): Date => new Date();
      const root = resolve(flags.dir ?? '.');
      watchWorkspace(secrets, root);
      return {
        root,
        environment: flags.env,
        asOf: flags.asOf === undefined ? began : parseInstant(flags.asOf),
        pinned: flags.asOf !== undefined,
        wall,
        ticks: () => performance.now(),
        secrets,
        person: personName(env),
        ...jobOf(env),
        holder: `${personName(env)}@${hostname()} (process ${process.pid})`,
        version,
        leaseMs: leaseOf(env.CRM_LEASE),
        stop: stop.signal,
        progress: (line) => this.progress(line),
      };
    },
    asOf: ({ asOf }) => {
      const moment = asOf === undefined ? undefined : parseMoment(asOf);
      return asOf === undefined ? began : moment?.kind === 'instant' ? moment.instant : undefined;
    },
    exitWith: (name) => {
      if (!stop.signal.aborted) exitName = name;
    },
    finishOnSignal: () => {
      process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    },
    exitName: () => exitName,
    close: () => {
      clear();
      process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
    },
  };
}

function parseInstant(text: string): Date {
  const moment = parseMoment(text);
  if (moment?.kind === 'instant') return moment.instant;
  throw new CrmError('usage', {
    code: 'USAGE.BAD_INSTANT',
    severity: 'error',
    summary: `--as-of \`${text}\` is no instant`,
    why: 'It is a date and time in UTC or with an offset.',
    next: ['Write it like 2026-11-01T00:00:00Z.'],
  });
}

/** How long a claimed delivery or a lock is held without a sign of life: `30s`, `5m`. */
function leaseOf(text: string | undefined): number {
  if (text === undefined) return 30_000;
  const seconds = /^(\d+)s$/.exec(text)?.[1];
  if (seconds !== undefined && Number(seconds) > 0) return Number(seconds) * 1000;
  const duration = parseDuration(text);
  if (duration?.unit === 'm') return duration.amount * 60_000;
  throw new CrmError('usage', {
    code: 'USAGE.BAD_LEASE',
    severity: 'error',
    summary: `CRM_LEASE=${text} is no lease`,
    why: 'It is a number of seconds or minutes.',
    next: ['Write it like 30s or 5m.'],
  });
}

/** The job that runs this, on GitHub, GitLab or Jenkins. */
function jobOf(variables: NodeJS.ProcessEnv): { job?: string } {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_JOB_URL, BUILD_URL } = variables;
  const github = GITHUB_RUN_ID && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  const job = [github, CI_JOB_URL, BUILD_URL].find((url) => url?.trim());
  return job === undefined || job === '' ? {} : { job };
}

/** Who works here: said outright, or by the CI that runs this, or by the system. */
function personName(variables: NodeJS.ProcessEnv): string {
  const { CRM_ACTOR, GITHUB_TRIGGERING_ACTOR, GITHUB_ACTOR, GITLAB_USER_LOGIN } = variables;
  const named = [CRM_ACTOR, GITHUB_TRIGGERING_ACTOR, GITHUB_ACTOR, GITLAB_USER_LOGIN].find((name) => name?.trim());
  if (named !== undefined) return named.trim();
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
