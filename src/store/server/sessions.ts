import type { Session } from './session.ts';

const farewellMs = 2000;

export interface Sessions {
  /** `fresh`: none that was used before; those that wait are given up, too. */
  take(fresh: boolean): Promise<Session>;
  /** For the next one who takes it, unless it was lost. */
  giveBack(session: Session): void;
  close(): Promise<void>;
}

/** The connections of a store: one for questions, one more for each stream; at most two wait unused. */
export function sessions(connect: () => Promise<Session>): Sessions {
  const idle: Session[] = [];
  const busy = new Set<Session>();
  let closed = false;
  return {
    take: async (fresh) => {
      if (fresh) for (const old of idle.splice(0)) old.destroy();
      for (let known = idle.pop(); known; known = idle.pop()) {
        if (known.lost) continue;
        busy.add(known);
        return known;
      }
      const session = await connect();
      if (closed) session.destroy();
      else busy.add(session);
      return session;
    },
    giveBack: (session) => {
      busy.delete(session);
      if (session.lost) session.destroy();
      else if (closed || idle.length >= 2) void farewell(session);
      else idle.push(session);
    },
    close: async () => {
      closed = true;
      for (const session of busy) session.destroy();
      await Promise.all(idle.splice(0).map(farewell));
    },
  };
}

/** A server that does not say good-bye is left. */
async function farewell(session: Session): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, farewellMs);
  });
  await Promise.race([session.end().catch(() => undefined), late]);
  clearTimeout(timer);
  session.destroy();
}
