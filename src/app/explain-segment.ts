import { formatSql } from '../compile/format-sql/index.ts';
import { conditionWords, sentenceOf } from '../compile/words/index.ts';
import type { Condition } from '../model/condition.ts';
import type { ConditionWords } from '../model/condition-words.ts';
import type { Explained } from '../model/explained.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import type { AppContext } from './context.ts';
import { indexAdvice } from './index-advice.ts';
import { readOne } from './read-one.ts';
import { withStore } from './segments.ts';
import { shownQuery, storePlan } from './store-plan.ts';

/** What a segment asks, in plain words and as SQL; how many people each condition finds, how the database goes about it, and what would help. */
export async function explainSegment(context: AppContext, id: string): Promise<Explained> {
  return withStore(context, [id], async ({ workspace, asked: [segment], mapping, store, program }) => {
    const where: Condition = segment?.value.where ?? { all: [] };
    const words = conditionWords(where);
    const singles = singlesOf(words);
    const people = [where, ...singles.map(({ condition }) => condition)].map((one) =>
      program.segment({ title: id, where: one }),
    );
    const [count = 0, ...counts] = await readOne(store, program.count(people));
    const query = program.ids(program.segment({ title: id, where }));
    const shown = shownQuery(query);
    const segments = new Map([...workspace.segments].map(([name, { value }]) => [name, value]));
    const reached = [...reachedSegments([segment?.id ?? id], segments)].flatMap(
      (one) => segments.get(one)?.where ?? [],
    );
    return {
      id: segment?.id ?? id,
      title: segment?.value.title ?? id,
      sentence: sentenceOf(words),
      words,
      count,
      leaves: singles.map((one, i) => ({ condition: one.words, count: counts[i] ?? 0 })),
      query: shown,
      sql: formatSql(shown.sql),
      plan: await storePlan(store, shown),
      advice: await indexAdvice(store, mapping, reached),
      asksLedger: query.recorded !== undefined,
    };
  });
}

const singlesOf = (words: ConditionWords): Extract<ConditionWords, { kind: 'single' }>[] =>
  words.kind === 'single' ? [words] : words.members.flatMap(singlesOf);
