import type { Pointer } from '../model/source.ts';

export const toPointer = (path: string): Pointer =>
  path === ''
    ? []
    : path
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
