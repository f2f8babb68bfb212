import { type LeftOutRequest, leftOut } from '../deliver/left-out/index.ts';

/** How many who wait in a run will be left out, and how many come back. */
export async function countLeftOut(request: LeftOutRequest): Promise<{ leave: number; back: number }> {
  let [leave, back] = [0, 0];
  for await (const rows of leftOut(request)) {
    leave += rows.leave.length;
    back += rows.back.length;
  }
  return { leave, back };
}
