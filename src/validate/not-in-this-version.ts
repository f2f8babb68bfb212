/** Names that the format will have, and what they will do. Refused, never ignored. */
const later: Readonly<Record<string, string>> = {
  quiet_hours: 'Quiet hours are not enforced yet.',
  event: 'Triggers on events are not built yet; use at or schedule.',
  list: 'An audience is a segment; a segment may be a list file: `where: { list: lists/x.csv }`.',
  data: 'Lookups per person are not built yet.',
  messages: 'Journeys of several messages are not built yet: one message a campaign.',
  fallback: 'Fallback channels are not built yet.',
  measure: 'Retention and guardrails are not measured yet.',
  review: 'Reviews are not built yet.',
  factors: 'Hour and keyword experiments are not built yet.',
  previous_id: 'Renames are not built yet.',
  opt_out: 'SMS providers are not built yet.',
  key: 'SMS providers are not built yet.',
  credentials: 'Push providers are not built yet.',
  directory: 'Post is not built yet.',
  alimtalk: 'Alimtalk is not built yet.',
  post: 'Post is not built yet.',
  webhook: 'Webhooks are not built yet.',
};

export function notInThisVersion(name: string): string | undefined {
  return Object.hasOwn(later, name) ? later[name] : undefined;
}
