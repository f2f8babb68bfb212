interface Counting {
  readonly is?: number;
  readonly at_least?: number;
  readonly more_than?: number;
  readonly at_most?: number;
  readonly less_than?: number;
}

/** All operators that are written must hold; nothing holds for a number that is missing. */
export function judgeCount(test: Counting, n: number | undefined): boolean {
  return (
    n !== undefined &&
    (test.is === undefined || n === test.is) &&
    (test.at_least === undefined || n >= test.at_least) &&
    (test.more_than === undefined || n > test.more_than) &&
    (test.at_most === undefined || n <= test.at_most) &&
    (test.less_than === undefined || n < test.less_than)
  );
}
