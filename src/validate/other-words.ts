/** Words of other tools and of SQL, by the word of ours that means the same. */
const words: Readonly<Record<string, string>> = {
  is: 'equals equal eq = == === equal_to matches_exactly',
  is_not: 'not_equals not_equal neq ne != <> is_not_equal does_not_equal',
  more_than: 'gt > greater_than greater bigger_than above over',
  at_least: 'gte ge >= greater_than_or_equal greater_or_equal minimum min',
  less_than: 'lt < smaller_than below under fewer_than',
  at_most: 'lte le <= less_than_or_equal less_or_equal maximum max',
  in: 'one_of is_one_of any_of is_in is_any_of',
  not_in: 'nin none_of is_not_one_of not_one_of is_not_in',
  contains: 'includes has substring contain',
  not_contains: 'does_not_contain excludes not_includes',
  starts_with: 'startswith begins_with prefix has_prefix',
  ends_with: 'endswith suffix has_suffix',
  within: 'newer_than in_last in_the_last last_days during window',
  older_than: 'longer_ago_than more_than_ago',
  before: 'until earlier_than',
  after: 'since later_than',
  ignore_case: 'case_insensitive',
  all: 'and && every all_of conditions filters rules',
  any: 'or || some any_of',
  none: 'nor none_of',
  not: 'negate !',
  attribute: 'field column trait property user_property person_property attr',
  property: 'field column attribute event_property prop',
  event: 'action activity behavior behaviour did performed',
  segment: 'cohort in_segment segment_id',
  count: 'times occurrences frequency how_often',
  since: 'from after start',
  until: 'to before end',
  matches: 'regex regexp pattern match rlike similar_to',
  not_matches: 'not_regex not_match does_not_match',
  has_any: 'contains_any array_contains contains_any_of',
  has_all: 'contains_all contains_all_of',
  has_none: 'contains_none contains_none_of',
  length: 'size array_length',
  anniversary_within: 'birthday anniversary birthday_within',
  version_at_least: 'version_gte semver_gte min_version',
  version_less_than: 'version_lt semver_lt',
  sum: 'total sum_of',
  avg: 'average mean',
  distinct: 'unique count_distinct distinct_count',
  days: 'distinct_days active_days',
  first: 'first_time first_seen',
  last: 'last_time last_seen latest',
  last_value: 'latest_value most_recent',
  sequence: 'funnel steps followed_by',
  reachable: 'contactable can_receive',
  consent: 'opt_in opted_in permission',
  list: 'csv static_list user_list id_list ids file upload',
  sample: 'random random_sample percentage',
  top: 'rank ranking top_n',
  related: 'table relation',
  near: 'distance within_km geo location',
  local_time: 'time_of_day local_hour',
  sql: 'query raw raw_sql',
  never: 'did_not has_not not_done zero_times',
};

/** Asked for with other words, or with a value of its own. */
const phrases: Readonly<Record<string, string>> = {
  is_null: 'Write `exists: false`.',
  isnull: 'Write `exists: false`.',
  is_missing: 'Write `exists: false`.',
  not_exists: 'Write `exists: false`.',
  is_not_null: 'Write `exists: true`.',
  is_set: 'Write `exists: true`.',
  is_empty: 'Write `empty: true`.',
  not_empty: 'Write `empty: false`.',
  is_not_empty: 'Write `empty: false`.',
  is_true: 'Write `is: true`.',
  is_false: 'Write `is: false`.',
  like: 'Write `contains: ..`, `starts_with: ..` or `ends_with: ..`, without %.',
  ilike: 'Write `contains: ..` with `ignore_case: true` beside it, without %.',
  operator: 'Write the operator as the key: `is: ..`, `at_least: ..`.',
  op: 'Write the operator as the key: `is: ..`, `at_least: ..`.',
  value: 'Write the value after the operator: `is: ..`, `at_least: ..`.',
  not_like: 'Write `not_contains: ..`, without %.',
};

const plain = (word: string): string =>
  word
    .trim()
    .replace(/^\$/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** The word of ours that another tool's word means here. */
export function ourWord(theirs: string, known: readonly string[]): string | undefined {
  const word = plain(theirs);
  if (known.includes(word) && word !== theirs) return word;
  return known.find((ours) => Object.hasOwn(words, ours) && words[ours]?.split(' ').includes(word));
}

/** What to write where there is no single word of ours. */
export function ourPhrase(theirs: string, known: readonly string[]): string | undefined {
  const phrase = Object.hasOwn(phrases, plain(theirs)) ? phrases[plain(theirs)] : undefined;
  const [, ours = ''] = /`(\w+)/.exec(phrase ?? '') ?? [];
  return known.includes(ours) ? phrase : undefined;
}
