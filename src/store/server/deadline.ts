import { TooLate } from './cause.ts';

/** Waits for work that may never end: after `ms` what it stands on is cut, and it is too late. */
export async function deadline<T>(work: Promise<T>, ms: number, cut: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooLate());
      cut();
    }, ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
