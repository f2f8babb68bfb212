/** The name of a column of a list file; without a column, its first. */
export const listKey = (path: string, column: string | undefined): string => JSON.stringify([path, column ?? null]);
