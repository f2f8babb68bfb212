import { CrmError } from '../base/crm-error.ts';
import type { Place } from '../base/diagnostic.ts';

export interface Secrets {
  /** Fills in `${env:NAME}`. A name that is not set is a failure that names it and the place. */
  resolve(text: string, place?: Place): string;
  /** Takes the values of all variables that were ever filled in out of a text. */
  mask(text: string): string;
}

const reference = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

export function createSecrets(variables: Readonly<Record<string, string | undefined>>): Secrets {
  const used = new Map<string, string>();
  return {
    resolve: (text, place) =>
      text.replace(reference, (_, name: string) => {
        const value = variables[name];
        if (value === undefined || value === '') throw missing(name, place);
        if (value.length >= 6) used.set(name, value);
        // The password of a URL is a secret of its own: libraries quote it without the rest.
        const password = /^[a-z]+:\/\/[^:/@]*:([^@]{6,})@/.exec(value)?.[1];
        if (password) {
          used.set(`${name}:password`, password);
          used.set(`${name}:password decoded`, decoded(password));
        }
        return value;
      }),
    mask: (text) => {
      let clean = text;
      for (const [name, value] of used) if (clean.includes(value)) clean = clean.replaceAll(value, `[${name}]`);
      return clean;
    },
  };
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
