import { number } from './number.ts';

/** How many people, where a few could be told who they are: 1 to 4 are `<5`. */
export const few = (count: number): string => (count > 0 && count < 5 ? '<5' : number(count));

/** The same in a sentence that says its numbers itself. */
export const fewShown = (text: string): string =>
  text.replace(/(?<![\d.,])[1-4](?= (?:people|person|messages?|ids?)\b)/g, '<5');
