import type { ChannelOutcome } from '../../model/channel.ts';

export interface SmtpError {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

/**
 * What an SMTP failure proves. An answer of the server is an answer. Without one: before the body was handed over the mail
 * was not sent, afterwards nobody knows. Source: RFC 5321, RFC 1047; every case is in test/channels/email/faults.test.ts.
 */
export function classifySmtp(
  error: SmtpError,
  { handedOver, connected }: { handedOver: boolean; connected: boolean },
): ChannelOutcome {
  const { responseCode, code = 'ERROR' } = error;
  if (!connected) {
    if (code === 'EAUTH') return { kind: 'channel_down', reason: 'the SMTP server refuses the user name or password' };
    return { kind: 'channel_down', reason: `the SMTP server cannot be reached (${responseCode ?? code})` };
  }
  if (responseCode !== undefined && responseCode >= 500) {
    // The sender is refused for every mail, not for this one; 552 is about this mail's size.
    if (!handedOver && responseCode !== 552 && /^MAIL/i.test(error.command ?? ''))
      return { kind: 'channel_down', reason: `the SMTP server refuses the sender (${responseCode})` };
    return { kind: 'not_sent_permanent', reason: `smtp:${responseCode}` };
  }
  if (responseCode !== undefined && responseCode >= 400)
    return { kind: 'not_sent_retry', reason: `smtp:${responseCode}` };
  if (handedOver) return { kind: 'unknown', reason: `smtp:${code}` };
  // Without a word from the server: larger than it takes, or an envelope that cannot be written.
  if (code === 'EMESSAGE' || code === 'EENVELOPE') return { kind: 'not_sent_permanent', reason: `smtp:${code}` };
  return { kind: 'not_sent_retry', reason: `smtp:${code}` };
}
