/** How often an interval is halved at most: enough to reach neighbouring doubles from any start used here. */
const HALVINGS = 200;

/** Where to search: `inside` satisfies the condition, `outside` does not. The order of the two does not matter. */
export interface Bracket {
  readonly inside: number;
  readonly outside: number;
}

/**
 * The last point between `inside` and `outside` that still satisfies the condition, by halving down to neighbouring
 * doubles. The condition must change once between the two; the result is always on the inside of the change.
 */
export function bisect(bracket: Bracket, satisfies: (point: number) => boolean): number {
  let { inside, outside } = bracket;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = inside + (outside - inside) / 2;
    if (middle === inside || middle === outside) break;
    if (satisfies(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
