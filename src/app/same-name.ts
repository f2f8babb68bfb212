/** Whether two names are one table or column: SQLite does not see the case of letters. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
