import type { Plan } from '../../model/plan.ts';
import { wrapSentence } from './wrap-sentence.ts';

/** What has to happen to the file, which a rollback leaves as it is. */
export function rollbackHint({ changes }: Plan, width: number): string {
  const [change] = changes;
  if (!change) return '';
  const text = `${change.file} stays as it is: write there what is to stay, or the next crm plan undoes this.`;
  return `\n${wrapSentence('', text, { width }).join('\n')}`;
}
