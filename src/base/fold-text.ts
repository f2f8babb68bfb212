/** Text without the case of its letters, in one normal form: what `ignore_case` compares, in the database and outside. */
export const foldText = (text: string): string => text.normalize('NFC').toLowerCase();
