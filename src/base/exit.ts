/** Exit codes of every command; docs/exit-codes.md explains them. */
export const exits = {
  ok: 0,
  internal: 1,
  changes: 2,
  invalid: 3,
  usage: 4,
  policy: 5,
  blocked: 6,
  approval: 7,
  stale: 8,
  locked: 9,
  partial: 10,
  backend: 11,
  audience: 12,
  unhealthy: 13,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitName = keyof typeof exits;

export interface Exit {
  readonly code: number;
  readonly name: ExitName;
}

export const exit = (name: ExitName): Exit => ({ code: exits[name], name });
