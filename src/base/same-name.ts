const plain = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Whether two names are one table or column: SQLite does not see the case of the letters a to z, and of no others. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
