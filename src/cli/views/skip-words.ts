const words: Readonly<Record<string, string>> = {
  no_consent: 'no consent',
  no_address: 'no address',
  invalid_address: 'address not valid',
  global_holdout: 'global holdout',
  already_reached: 'had it before',
  shared_address: 'address shared',
  address_withdrawn: 'withdrawn at a shared address',
  capped: 'had as many messages as allowed',
  rollout: 'not in the rollout yet',
  missing_data: 'value missing',
  render_failed: 'copy failed',
  gone: 'no longer in the store',
};

/** The reason why somebody is left out, in words. */
export const skipWords = (reason: string): string =>
  words[reason] ?? (reason.startsWith('copy:') ? `copy says: ${reason.slice(5)}` : reason.replaceAll('_', ' '));
