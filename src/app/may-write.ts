import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whether this account may write a file or folder, or make it and the folders on the way to it. Nothing is made. */
export function mayWrite(path: string): boolean {
  try {
    accessSync(existingPart(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The file or folder itself, or the nearest folder above it that exists. */
export function existingPart(path: string): string {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return there;
}
