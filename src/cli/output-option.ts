import { InvalidArgumentError, Option } from 'commander';
import { type ViewFormat, viewFormats } from './view-format.ts';

export interface Output {
  readonly format: ViewFormat;
  readonly path: string;
}

/** `--output FORMAT=PATH`, as often as wanted: the same result in other forms beside what is printed. */
export const outputOption = (): Option =>
  new Option('--output <format=file>', 'also write it to a file: markdown=plan.md; may be repeated')
    .argParser<Output[]>((text, before = []) => [...before, parse(text)])
    .default([], 'none');

function parse(text: string): Output {
  const [, format = '', path = ''] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  const known = viewFormats.find((one) => one === format);
  if (!known || path === '')
    throw new InvalidArgumentError(`It is a format and a file, ${viewFormats.join(', ')}: markdown=plan.md`);
  return { format: known, path };
}
