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
    strong: chalk.bold,
    quiet: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    caution: chalk.yellow,
    bar: chalk.cyan,
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
