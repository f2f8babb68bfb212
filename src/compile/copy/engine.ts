import Handlebars from 'handlebars';
import type { Part } from './body-parts.ts';
import type { CopyHelpers } from './copy-helpers.ts';
import { helperNames } from './copy-helpers.ts';

export type Fill = (values: Readonly<Record<string, unknown>>, helpers: CopyHelpers) => string;

const maxOutput = 1_000_000;

/** An isolated Handlebars: strict, a closed set of helpers, no prototype access; HTML is escaped in HTML parts and only there. */
export function createEngine(): (part: Part) => Fill {
  const handlebars = Handlebars.create();
  for (const builtin of ['lookup', 'log', 'with', 'blockHelperMissing', 'helperMissing'])
    handlebars.unregisterHelper(builtin);
  const knownHelpers = Object.fromEntries([
    ...helperNames.map((name) => [name, true]),
    ['lookup', false],
    ['log', false],
    ['with', false],
  ]);
  return ({ source, html }) => {
    const template = handlebars.compile(source, {
      strict: true,
      knownHelpers,
      knownHelpersOnly: true,
      noEscape: !html,
    });
    return (values, helpers) => {
      const text = template(values, {
        helpers: { ...helpers },
        allowProtoMethodsByDefault: false,
        allowProtoPropertiesByDefault: false,
      });
      if (text.length > maxOutput) throw new RangeError('the rendered text is larger than 1,000,000 characters');
      return text;
    };
  };
}
