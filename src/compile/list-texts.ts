import { Bug } from '../base/bug.ts';
import type { ListCondition } from '../model/condition.ts';
import { listKey, type PersonLists } from '../model/person-list.ts';

/** The ids of a list as JSON, an array of rows with one column; written once, however often it is asked for. */
export function listTexts(lists: PersonLists): (condition: ListCondition) => string {
  const written = new Map<string, string>();
  return (condition) => {
    const key = listKey(condition);
    const before = written.get(key);
    if (before !== undefined) return before;
    const list = lists.get(key);
    // Whoever compiles a segment has looked for its lists; nobody instead would be a silent answer.
    if (!list) throw new Bug(`the list ${key} is not there`);
    const text = JSON.stringify(list.ids.map((id) => [id]));
    written.set(key, text);
    return text;
  };
}
