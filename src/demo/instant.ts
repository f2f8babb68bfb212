export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** ISO 8601 in UTC with whole seconds: 2026-11-06T10:05:00Z. */
export const instant = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
