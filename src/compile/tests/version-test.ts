import { Bug } from '../../base/bug.ts';
import { parseVersion, type Version, versionPattern } from '../../base/version.ts';
import type { ValueTest } from '../../model/condition.ts';
import { complement } from '../complement.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, join, no, raw, sql } from '../fragment.ts';
import type { Value } from '../value.ts';

/** Tests of semantic versions; text that is none passes neither. Undefined when the test is none of them. */
export function versionTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  const operand = test.version_at_least ?? test.version_less_than;
  if (operand === undefined) return undefined;
  const version = parseVersion(operand);
  if (!version) throw new Bug(`${operand} is no version`);
  const { dialect } = context;
  const text = dialect.text(value);
  const isVersion = dialect.matches(text, versionPattern.replace(/\$$/, dialect.patternEnd.replaceAll('$', '$$$$')));
  const less = isLess(context, text, version);
  return sql`case when ${isVersion} then ${test.version_less_than === undefined ? complement(less) : less} else false end`;
}

/** Whether a text that is a version comes before another one. */
function isLess({ dialect }: Context, text: Fragment, { numbers, before }: Version): Fragment {
  const plain = dialect.piece(sql`${dialect.withoutPrefix(text, 'v')}`, '+', 1);
  const core = dialect.piece(plain, '-', 1);
  const choices = numbers.flatMap((number, i) => {
    const own = sql`coalesce(${dialect.asNumber(dialect.piece(core, '.', i + 1))}, 0)`;
    return [sql`when ${own} < ${raw(String(number))} then true`, sql`when ${own} > ${raw(String(number))} then false`];
  });
  return sql`case ${join(choices, ' ')} else ${preRelease({ dialect }, plain, before)} end`;
}

/** The same numbers: a release is never less, and a pre-release is less than the release. */
function preRelease({ dialect }: Pick<Context, 'dialect'>, plain: Fragment, before: readonly string[]): Fragment {
  const isRelease = sql`not (${dialect.contains(plain, bind('-'))})`;
  if (before.length === 0) return sql`not (${isRelease})`;
  const tail = dialect.after(plain, '-');
  const choices = before.flatMap((wanted, i) => {
    const own = dialect.piece(tail, '.', i + 1);
    const isNumber = dialect.matches(own, `^[0-9]{1,18}${dialect.patternEnd}`);
    const missing = sql`when ${own} = '' then true`;
    if (/^\d{1,18}$/.test(wanted))
      return [
        missing,
        sql`when not (${isNumber}) then false`,
        sql`when ${dialect.asNumber(own)} < ${raw(wanted)} then true`,
        sql`when ${dialect.asNumber(own)} > ${raw(wanted)} then false`,
      ];
    return [
      missing,
      sql`when ${isNumber} then true`,
      sql`when ${dialect.exactText(own)} < ${dialect.exactText(bind(wanted))} then true`,
      sql`when ${dialect.exactText(own)} > ${dialect.exactText(bind(wanted))} then false`,
    ];
  });
  return sql`case when ${isRelease} then false ${join(choices, ' ')} else ${no} end`;
}
