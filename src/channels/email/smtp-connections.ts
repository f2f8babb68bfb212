import type { SmtpError } from './classify-smtp.ts';
import { connect, leave, type SMTPConnection, type SmtpServer } from './smtp-connection.ts';

export interface Held {
  readonly connection: SMTPConnection;
  /** Mails it has carried. */
  used: number;
}

/** Servers end long conversations; a new connection now and then is cheap. */
const mailsPerConnection = 500;

/** The connections to one server: those that wait for a mail, and who waits for a connection. */
export class SmtpConnections {
  readonly #server: SmtpServer;
  readonly #timeoutMs: number;
  readonly #idle: Held[] = [];
  readonly #waiting: ((one: Held | undefined) => void)[] = [];
  #limit: number;
  #open = 0;

  constructor(server: SmtpServer, limit: number, timeoutMs: number) {
    this.#server = server;
    this.#limit = limit;
    this.#timeoutMs = timeoutMs;
  }

  /** `fresh`: rather a new connection than one that was used before. Rejects when the server cannot be reached. */
  async acquire(fresh: boolean): Promise<Held> {
    for (;;) {
      const ready = this.#idle.pop();
      if (ready && ready.used < (fresh ? 1 : mailsPerConnection)) return ready;
      if (ready) this.#retire(ready);
      const mayOpen = this.#open < this.#limit || this.#open === 0;
      const one = mayOpen ? await this.#add() : await this.#wait();
      if (one) return one;
    }
  }

  /** For the next mail. */
  release(one: Held): void {
    const next = one.used >= mailsPerConnection ? undefined : this.#waiting.shift();
    if (one.used >= mailsPerConnection) this.#retire(one);
    else if (next) next(one);
    else this.#idle.push(one);
  }

  /** Not for any mail more. */
  discard({ connection }: Held): void {
    connection.close();
    this.#gone();
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map(({ connection }) => leave(connection, this.#timeoutMs)));
  }

  async #add(): Promise<Held | undefined> {
    this.#open += 1;
    let connection: SMTPConnection | undefined;
    try {
      connection = await connect(this.#server, this.#timeoutMs, () => this.#lost(connection));
      return { connection, used: 0 };
    } catch (error) {
      this.#open -= 1;
      // While others are open, a server that is busy means: not so many at once.
      if (this.#open > 0 && isBusy(error as SmtpError)) {
        this.#limit = this.#open;
        return undefined;
      }
      for (const wake of this.#waiting.splice(0)) wake(undefined);
      throw error;
    }
  }

  #wait(): Promise<Held | undefined> {
    return new Promise((wake) => this.#waiting.push(wake));
  }

  #retire({ connection }: Held): void {
    void leave(connection, this.#timeoutMs);
    this.#gone();
  }

  /** A connection that waited for a mail ended by itself. */
  #lost(connection: SMTPConnection | undefined): void {
    const index = this.#idle.findIndex((held) => held.connection === connection);
    if (index < 0) return;
    this.#idle.splice(index, 1);
    this.#gone();
  }

  /** There is room for another. */
  #gone(): void {
    this.#open -= 1;
    this.#waiting.shift()?.(undefined);
  }
}

const isBusy = ({ responseCode = 0 }: SmtpError): boolean => responseCode >= 400 && responseCode < 500;
