import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { foldText } from './fold-text.ts';

/** The words of a regular expression that engines write differently. */
export interface PatternDialect {
  /** The very end of the text. */
  readonly end: string;
}

/** What a pattern may not use: what some database reads in another way, or not at all. */
export class UnportablePattern extends Error {}

const digits = '0-9';
const words = 'A-Za-z0-9_';
const blanks = ' \\t\\n\\u000b\\f\\r\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const lineEnds = '\n\r\u2028\u2029';
const most = 255;

/**
 * A regular expression in the part of the language that JavaScript, RE2, PostgreSQL, PCRE and ICU read alike: letters, `.`,
 * classes, `\d \w \s`, anchors, groups, alternatives, repetitions. Throws `UnportablePattern` with words for a person.
 */
export function portablePattern(pattern: string, dialect: PatternDialect, ignoreCase = false): string {
  let tree: AST.Pattern;
  try {
    tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch (error) {
    throw new UnportablePattern((error as Error).message.replace(/^Invalid regular expression: /, ''));
  }
  const fold = ignoreCase ? foldText : (text: string) => text;
  const alternatives = (list: readonly AST.Alternative[]): string =>
    list.map(({ elements }) => elements.map(element).join('')).join('|');
  const element = (node: AST.Element): string => {
    switch (node.type) {
      case 'Character':
        return literal(fold(String.fromCodePoint(node.value)));
      case 'CharacterSet':
        return `[${inverted(node)}${setOf(node)}]`;
      case 'CharacterClass':
        return `[${node.negate ? '^' : ''}${node.elements.map((one) => member(one, fold)).join('')}]`;
      case 'CapturingGroup':
      case 'Group':
        return `(${alternatives(node.alternatives)})`;
      case 'Quantifier':
        return repeated(element(node.element), node);
      case 'Assertion':
        if (node.kind === 'start') return '^';
        if (node.kind === 'end') return dialect.end;
        throw new UnportablePattern(`\`${node.raw}\` is not read alike by all databases`);
      default:
        throw new UnportablePattern(`\`${node.raw}\` is not read alike by all databases`);
    }
  };
  return alternatives(tree.alternatives);
}

function repeated(inner: string, { min, max, raw }: AST.Quantifier): string {
  if (min > most || (max !== Number.POSITIVE_INFINITY && max > most))
    throw new UnportablePattern(`\`${raw.slice(-12)}\` repeats more than ${most} times`);
  // Whether it is greedy makes no difference to whether it matches.
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? `${inner}*` : min === 1 ? `${inner}+` : `${inner}{${min},}`;
  return min === 0 && max === 1 ? `${inner}?` : `${inner}{${min},${max}}`;
}

const inverted = (node: AST.CharacterSet): string =>
  node.kind === 'any' || (node.kind !== 'property' && node.negate) ? '^' : '';

function setOf(node: AST.CharacterSet): string {
  if (node.kind === 'any') return lineEnds;
  if (node.kind === 'digit') return digits;
  if (node.kind === 'word') return words;
  if (node.kind === 'space') return JSON.parse(`"${blanks}"`);
  throw new UnportablePattern(`\`${node.raw}\` is not read alike by all databases`);
}

function member(node: AST.CharacterClassElement, fold: (text: string) => string): string {
  if (node.type === 'Character') return both(String.fromCodePoint(node.value), fold);
  if (node.type === 'CharacterClassRange') {
    const [low, high] = [node.min, node.max].map(({ value }) => String.fromCodePoint(value));
    const [from, to] = [fold(low ?? ''), fold(high ?? '')];
    const range = `${inside(low ?? '')}-${inside(high ?? '')}`;
    return from === low && to === high ? range : `${range}${inside(from)}-${inside(to)}`;
  }
  if (node.type === 'CharacterSet' && node.kind !== 'property' && !node.negate) return setOf(node);
  throw new UnportablePattern(`\`${node.raw}\` inside of [] is not read alike by all databases`);
}

const both = (letter: string, fold: (text: string) => string): string => {
  const folded = fold(letter);
  return folded === letter ? inside(letter) : `${inside(letter)}${[...folded].map(inside).join('')}`;
};

const literal = (text: string): string =>
  [...text].map((one) => (/[\\^$.*+?()[\]{}|/]/.test(one) ? `\\${one}` : one)).join('');

const inside = (letter: string): string => (/[\\\]^[-]/.test(letter) ? `\\${letter}` : letter);
