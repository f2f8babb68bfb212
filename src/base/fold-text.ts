/**
 * Text without the case of its letters, in one normal form: what `ignore_case` compares, in the database and outside. The small
 * sigma at the end of a word is written like any other, since not every database knows where words end.
 */
export const foldText = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
