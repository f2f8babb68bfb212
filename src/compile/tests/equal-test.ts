import { foldText } from '../../base/fold-text.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, join, no, sql } from '../fragment.ts';
import type { Value } from '../value.ts';

type Scalar = string | number | boolean;

interface Equal {
  readonly operands: readonly Scalar[];
  readonly fold?: boolean;
}

/** Whether a value is one of these. Text and numbers are never equal, whatever a database would make of them. */
export function equalTest({ dialect }: Context, value: Value, { operands, fold = false }: Equal): Fragment {
  const texts = operands.filter((one) => typeof one === 'string');
  const numbers = operands.filter((one) => typeof one === 'number');
  const truths = operands.filter((one) => typeof one === 'boolean');
  const folded = (): Fragment => {
    const binds = texts.map((one) => bind(foldText(one)));
    const text = dialect.fold(dialect.text(value));
    return sql`(${dialect.exactText(text)} in (${join(binds.map(dialect.exactText), ', ')}))`;
  };
  const parts = [
    ...(texts.length > 0 ? [fold ? folded() : dialect.isText(value, texts)] : []),
    ...(numbers.length > 0 ? [dialect.isNumber(value, numbers)] : []),
    ...(truths.length > 0 ? [dialect.isTruth(value, truths)] : []),
  ];
  return parts.length === 0 ? no : sql`(${join(parts, ' or ')})`;
}
