import { Chalk } from 'chalk';
import type { GoalResult, Verdict } from '../../../../model/report.ts';

type Paint = (text: string) => string;

/** Colours by what they mean; the words say the same without them. */
export interface TextStyle {
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly caution: Paint;
  readonly bar: Paint;
}

export function textStyle(color: boolean): TextStyle {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    caution: (text) => chalk.yellow(text),
    bar: (text) => chalk.cyan(text),
  };
}

export function paintVerdict(verdict: Verdict | GoalResult['verdict'], style: TextStyle): Paint {
  switch (verdict) {
    case 'positive':
    case 'reached':
      return style.good;
    case 'negative':
    case 'not reached':
      return style.bad;
    case 'withheld':
    case 'too early':
      return style.caution;
    default:
      return (text) => text;
  }
}
