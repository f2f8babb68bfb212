import { english, type ReportWords } from './english-words.ts';
import type { Language } from './format-number.ts';
import { korean } from './korean-words.ts';

export type { ReportWords };

/** Every label of every view, in one language. */
export const reportWords = (language: Language): ReportWords => (language === 'ko' ? korean : english);
