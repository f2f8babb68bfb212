/** What the store says about one person, for one message by one medium. */
export interface PersonFacts {
  readonly id: string;
  readonly timezone: string | undefined;
  readonly locale: string | undefined;
  /** Where the medium reaches the person; undefined when the store has nothing. */
  readonly address: string | undefined;
  /** Consent to this medium and topic; undefined when the store's mapping has no consent. */
  readonly consent: boolean | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}
