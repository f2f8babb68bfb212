interface World {
  /** A name of crm.yaml; undefined or `default` without --env. */
  readonly environment: string | undefined;
  /** Where the clock was pinned. */
  readonly asOf: Date | undefined;
}

/** The flags with which the next command looks at the same people at the same moment. */
export const sameWorld = ({ environment = 'default', asOf }: World): string =>
  [
    environment === 'default' ? '' : ` --env ${environment}`,
    asOf ? ` --as-of ${asOf.toISOString().replace('.000Z', 'Z')}` : '',
  ].join('');
