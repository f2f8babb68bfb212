/**
 * An id as it was before an export kept spreadsheets from reading it as a formula: the apostrophe in front of = + - @, a tab
 * or a return is taken off, one of several.
 */
export const unguarded = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
