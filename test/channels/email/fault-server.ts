import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type FaultPoint = 'greeting' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot' | 'rset' | 'quit';

export interface Fault {
  readonly at: FaultPoint;
  /** Close, reset, say nothing, or answer with this line; `451 ..!` also closes. */
  readonly act: 'drop' | 'reset' | 'hang' | (string & {});
  /** How often it happens (default: always). */
  readonly times?: number;
}

export interface JournalEntry {
  readonly to: readonly string[];
  readonly key: string;
  readonly data: string;
}

export interface FaultServerOptions {
  readonly fault?: Fault | readonly Fault[];
  readonly pipelining?: boolean;
  /** Mails that one connection may carry before it hears 421. */
  readonly mailsPerConnection?: number;
  /** More connections than this at once hear 421 at the greeting. */
  readonly connections?: number;
  /** A connection that says nothing for so long is closed. */
  readonly idleMs?: number;
  /** The time between the final dot and its answer. */
  readonly slowMs?: number;
  readonly login?: { readonly user: string; readonly password: string };
}

export interface FaultServer {
  readonly port: number;
  /** Every mail of which this server has the whole body, whatever it answered. */
  readonly journal: JournalEntry[];
  readonly opened: () => number;
  readonly open: () => number;
  readonly commands: string[];
  close(): Promise<void>;
}

/** An SMTP server by hand, so that every kind of misbehaviour can be had at every point of the conversation. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const journal: JournalEntry[] = [];
  const commands: string[] = [];
  let opened = 0;
  const faults = [options.fault ?? []].flat().map((one) => ({ ...one, left: one.times ?? Number.POSITIVE_INFINITY }));
  const shared: Shared = {
    options,
    journal,
    commands,
    fault: (at) => {
      const found = faults.find((one) => one.at === at && one.left > 0);
      if (!found) return undefined;
      found.left -= 1;
      return found.act;
    },
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    opened += 1;
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (options.idleMs !== undefined) socket.setTimeout(options.idleMs, () => socket.end());
    converse(socket, shared, sockets.size > (options.connections ?? Number.POSITIVE_INFINITY));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    journal,
    commands,
    opened: () => opened,
    open: () => sockets.size,
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

interface Shared {
  readonly options: FaultServerOptions;
  readonly journal: JournalEntry[];
  readonly commands: string[];
  readonly fault: (at: FaultPoint) => string | undefined;
}

/** True when the fault took the place of the usual answer. */
function misbehave(socket: Socket, act: string | undefined): boolean {
  if (act === undefined) return false;
  if (act === 'drop') socket.end();
  else if (act === 'reset') socket.resetAndDestroy();
  else if (act !== 'hang') {
    socket.write(`${act.replace(/!$/, '')}\r\n`);
    if (act.endsWith('!')) socket.end();
  }
  return true;
}

interface Conversation {
  to: string[];
  mails: number;
  body: boolean;
}

function converse(socket: Socket, shared: Shared, tooMany: boolean): void {
  const state: Conversation = { to: [], mails: 0, body: false };
  let buffer = '';
  if (tooMany) {
    socket.end('421 4.7.0 too many connections\r\n');
    return;
  }
  if (!misbehave(socket, shared.fault('greeting'))) socket.write('220 fault.example ESMTP\r\n');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    for (;;) {
      if (state.body) {
        const rest = takeBody(socket, shared, state, buffer);
        if (rest === undefined) return;
        buffer = rest;
        continue;
      }
      const end = buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      command(socket, shared, state, line);
    }
  });
}

function takeBody(socket: Socket, shared: Shared, state: Conversation, buffer: string): string | undefined {
  if (buffer === '') return undefined;
  const act = shared.fault('body');
  if (act !== undefined) {
    misbehave(socket, act);
    // Who answers in the middle of a body takes the rest of it for commands.
    state.body = !/^[45]/.test(act);
    if (!state.body) return buffer;
    socket.pause();
    return undefined;
  }
  const end = buffer.indexOf('\r\n.\r\n');
  if (end < 0) return undefined;
  state.body = false;
  void finish(socket, shared, state, buffer.slice(0, end));
  return buffer.slice(end + 5);
}

async function finish(socket: Socket, shared: Shared, state: Conversation, data: string): Promise<void> {
  const { options, journal } = shared;
  const act = shared.fault('dot');
  const key = /^x-crm-delivery: (\S+)/im.exec(data)?.[1] ?? '';
  // What it refuses in words it does not have; what it says nothing about it may well have.
  if (act === undefined || !/^[45]/.test(act)) journal.push({ to: state.to, key, data });
  state.to = [];
  state.mails += 1;
  if (options.slowMs !== undefined) await sleep(options.slowMs);
  if (!misbehave(socket, act)) socket.write('250 2.0.0 queued\r\n');
}

function command(socket: Socket, shared: Shared, state: Conversation, line: string): void {
  const { options } = shared;
  shared.commands.push(line);
  const verb = (line.split(/[ :]/)[0] ?? '').toUpperCase();
  const point = (
    { EHLO: 'ehlo', AUTH: 'auth', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', RSET: 'rset', QUIT: 'quit' } as const
  )[verb];
  if (verb === 'MAIL' && state.mails >= (options.mailsPerConnection ?? Number.POSITIVE_INFINITY)) {
    socket.end('421 4.7.0 too many mails in one conversation\r\n');
    return;
  }
  if (point !== undefined && misbehave(socket, shared.fault(point))) return;
  if (verb === 'RCPT') state.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
  if (verb === 'RSET') state.to = [];
  if (verb === 'DATA') {
    if (state.to.length === 0) {
      socket.write('503 5.5.1 no valid recipients\r\n');
      return;
    }
    state.body = true;
    socket.write('354 go ahead\r\n');
    return;
  }
  if (verb === 'QUIT') {
    socket.end('221 bye\r\n');
    return;
  }
  socket.write(answer(line, verb, options));
}

function answer(line: string, verb: string, { login, pipelining = false }: FaultServerOptions): string {
  if (verb === 'EHLO')
    return `250-fault.example\r\n${pipelining ? '250-PIPELINING\r\n' : ''}${login ? '250-AUTH PLAIN\r\n' : ''}250 8BITMIME\r\n`;
  if (verb !== 'AUTH') return '250 ok\r\n';
  const given = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString();
  return given === `\0${login?.user}\0${login?.password}` ? '235 welcome\r\n' : '535 5.7.8 wrong\r\n';
}
