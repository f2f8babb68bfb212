import { CrmError } from '../../base/crm-error.ts';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { refuseWriting } from '../../base/refuse-writing.ts';
import type { Store } from '../../model/ports.ts';
import type { DialectName, Query, Row } from '../../model/query.ts';
import { indexColumns, tableShapes, tableSizes } from './catalogue.ts';
import type { Cause } from './cause.ts';
import { type About, serverFailure } from './failure.ts';
import { inTurn } from './in-turn.ts';
import type { Session } from './session.ts';
import { type Sessions, sessions } from './sessions.ts';

/** What a kind of server does its own way. */
export interface Server {
  readonly dialect: DialectName;
  connect(): Promise<Session>;
  causeOf(error: unknown): Cause;
  readonly tables: string;
  readonly indexes: string;
  /** A query for about how many rows tables have: rows with `plain`, `schema`, `table` and `rows`. */
  readonly sizes: string;
  /** A query for what the role could do beyond reading: rows with `what`. */
  readonly powers: string;
  /** How the database is asked for what a query will cost it, and what it says; left out when it does not tell. */
  readonly cost?: { readonly explain: string; read(rows: readonly Row[]): number };
}

/** A database takes nothing for granted that is in memory already, so what an index answers costs less than it says. */
const byPages = 3;

/** A store on a server. It connects when it is asked for the first time. */
export function serverStore(server: Server, about: About): Store {
  const open = sessions(() => server.connect().catch((error) => Promise.reject(failureOf(error, true))));
  const failureOf = (error: unknown, connecting = false): CrmError => {
    if (error instanceof CrmError) return error;
    const cause = server.causeOf(error);
    return serverFailure(connecting ? whileConnecting(cause) : cause, about);
  };
  const turn = inTurn();
  const ask = (sql: string, bindings: Query['bindings'] = []) =>
    turn(() => withSession(open, server, (session) => session.all({ sql, bindings }))).catch((error) => {
      throw failureOf(error);
    });
  const cheaper = async (query: Query): Promise<Query> => {
    const { cost } = server;
    if (!cost || !query.otherwise) return query;
    const costOf = async ({ sql, bindings }: Query): Promise<number> => {
      refuseWriting(sql, server.dialect);
      return cost.read(await ask(`${cost.explain} ${sql}`, bindings));
    };
    return (await costOf(query.otherwise)) * byPages < (await costOf(query)) ? query.otherwise : query;
  };
  return {
    dialect: server.dialect,
    tables: async () => tableShapes(await ask(server.tables)),
    indexes: async () => indexColumns(await ask(server.indexes)),
    sizes: async () => tableSizes(await ask(server.sizes)),
    warnings: async () => tooStrong(await ask(server.powers), about),
    all: async (query) => {
      const { sql, bindings } = await cheaper(query);
      refuseWriting(sql, server.dialect);
      return ask(sql, bindings);
    },
    explain: async ({ sql, bindings }) => {
      refuseWriting(sql, server.dialect);
      return ask(`explain ${sql}`, bindings);
    },
    stream: async function* (query) {
      refuseWriting(query.sql, server.dialect);
      try {
        yield* streamed(open, server, query);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => open.close(),
  };
}

/** A connection that broke, perhaps long ago, is replaced once: a question can be asked again. */
async function withSession<T>(
  open: Sessions,
  server: Server,
  work: (session: Session) => Promise<T>,
  again = true,
): Promise<T> {
  const session = await open.take(!again);
  try {
    return await work(session);
  } catch (error) {
    if (!again || server.causeOf(error).kind !== 'lost') throw error;
  } finally {
    open.giveBack(session);
  }
  return withSession(open, server, work, false);
}

/** Rows as they come. Before the first one a connection that broke is replaced once; later there is no telling which rows were seen. */
async function* streamed(open: Sessions, server: Server, query: Query): AsyncGenerator<Row, void> {
  for (let attempt = 0; ; attempt += 1) {
    const session = await open.take(attempt > 0);
    let begun = false;
    try {
      for await (const row of session.stream(query)) {
        begun = true;
        yield row;
      }
      return;
    } catch (error) {
      if (begun || attempt > 0 || server.causeOf(error).kind !== 'lost') throw error;
    } finally {
      open.giveBack(session);
    }
  }
}

/** A connection that breaks while it is made was never there. */
const whileConnecting = (cause: Cause): Cause =>
  ['lost', 'slow', 'query', 'locked'].includes(cause.kind) ? { ...cause, kind: 'unreachable' } : cause;

/** What PostgreSQL and MySQL call those who may do everything. */
const superPowers: ReadonlySet<string> = new Set(['superuser', 'super']);

function tooStrong(rows: readonly Row[], { shown, place }: About): Diagnostic[] {
  if (rows.length === 0) return [];
  const powers = rows.map(({ what }) => String(what));
  if (powers.some((one) => superPowers.has(one)))
    return [
      {
        code: 'STORE.SUPERUSER',
        severity: 'warning',
        summary: `crm is a superuser at ${shown}`,
        ...(place ? { place } : {}),
        why: 'A transaction that only reads does not hold a superuser back: a query could read files of the server or run programs there.',
        next: ['Give crm a user of its own that can only read: docs/stores.md has the statements.'],
      },
    ];
  return [
    {
      code: 'STORE.ROLE_TOO_STRONG',
      severity: 'warning',
      summary: `the database user of crm could do more than read at ${shown}: ${powers.join(', ')}`,
      ...(place ? { place } : {}),
      why: 'crm only reads, but what a user may not do cannot go wrong.',
      next: ['Give crm a user of its own that can only read: docs/stores.md has the statements.'],
    },
  ];
}
