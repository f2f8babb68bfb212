import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Place } from '../base/diagnostic.ts';

export interface Secrets {
  /** Fills in `${env:NAME}`. A name that is not set is a failure that names it and the place. */
  resolve(text: string, place?: Place): string;
  /** Learns the values that a text refers to, so that they are masked though nobody fills them in. */
  watch(text: string): void;
  /** Takes the values of all variables that were ever filled in, or watched for, out of a text. */
  mask(text: string): string;
}

const reference = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

export function createSecrets(variables: Readonly<Record<string, string | undefined>>): Secrets {
  const used = new Map<string, string>();
  const learn = (name: string, value: string): void => {
    if (value.length >= 6) used.set(name, value);
    // The password of a URL is a secret of its own: libraries quote it without the rest.
    const password = /^[a-z]+:\/\/[^:/@]*:([^@]{6,})@/.exec(value)?.[1];
    if (!password) return;
    used.set(`${name}:password`, password);
    used.set(`${name}:password decoded`, decoded(password));
  };
  return {
    resolve: (text, place) =>
      text.replace(reference, (_, name: string) => {
        const value = variables[name];
        if (value === undefined || value === '') throw missing(name, place);
        learn(name, value);
        return value;
      }),
    watch: (text) => {
      for (const [, name = ''] of text.matchAll(reference)) learn(name, variables[name] ?? '');
    },
    mask: (text) => {
      let clean = text;
      for (const [name, value] of used) if (clean.includes(value)) clean = clean.replaceAll(value, `[${name}]`);
      return clean;
    },
  };
}

/** Learns every variable that the settings of a workspace refer to, whatever the command needs of them. */
export function watchWorkspace(secrets: Secrets, root: string): void {
  try {
    secrets.watch(readFileSync(join(root, 'crm.yaml'), 'utf8'));
  } catch {
    // Without settings there is nothing to refer to.
  }
}

/** What percent signs stand for; a text that is not encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const missing = (name: string, place: Place | undefined): CrmError =>
  new CrmError('invalid', {
    code: 'ENVIRONMENT.NOT_SET',
    severity: 'error',
    summary: `the environment variable ${name} is not set`,
    ...(place ? { place } : {}),
    why: 'crm.yaml takes this value from the environment.',
    next: [`Set it: ${name}=.. crm ..`],
  });
