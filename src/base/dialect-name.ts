/** The databases that a store can be in; MariaDB is `mysql`. */
export type DialectName = 'sqlite' | 'postgres' | 'mysql';

export const dialectNames: readonly DialectName[] = ['sqlite', 'postgres', 'mysql'];
