import type { EmailChannel } from '../../model/workspace.ts';
import { classifySmtp, type SmtpError } from './classify-smtp.ts';
import { parseFrom } from './parse-from.ts';
import { parseServer } from './parse-server.ts';
import { connect, leave } from './smtp-connection.ts';

const timeoutMs = 10_000;

/** Connects, logs in and says goodbye. Gives back why nothing could be sent; undefined when all is well. */
export async function checkSmtp({
  url,
  from,
}: Extract<EmailChannel, { provider: 'smtp' }>): Promise<string | undefined> {
  parseFrom(from);
  const server = parseServer(url);
  try {
    await leave(await connect(server, timeoutMs, () => undefined), timeoutMs);
    return undefined;
  } catch (error) {
    const outcome = classifySmtp(error as SmtpError, { handedOver: false, connected: false });
    return 'reason' in outcome ? outcome.reason : undefined;
  }
}
