import { Option } from 'commander';

export const formatOption = (...choices: readonly string[]): Option =>
  new Option('--format <format>', 'what to print').choices([...choices]).default(choices[0] ?? 'text');
