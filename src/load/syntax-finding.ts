import type { YAMLError } from 'yaml';
import type { Diagnostic, Place } from '../base/diagnostic.ts';

interface Help {
  readonly summary: string;
  readonly why: string;
  readonly next: string;
}

const quoteIt = "Put the whole text in quotes: '..' (or \"..\" when it holds a ').";

const byCode: Readonly<Record<string, Help>> = {
  TAB_AS_INDENT: {
    summary: 'a tab is used for indentation',
    why: 'YAML indents with spaces only.',
    next: 'Replace the tab by spaces.',
  },
  MULTIPLE_DOCS: {
    summary: 'the file holds several YAML documents',
    why: 'One file holds one definition; its id is the file name.',
    next: 'Put what follows `---` into a file of its own.',
  },
  TAG_RESOLVE_FAILED: {
    summary: 'a word that begins with ! is a YAML tag, and no tag is known here',
    why: 'Only plain YAML is read: no tags of your own.',
    next: 'Remove the tag, or put the text in quotes.',
  },
  BAD_SCALAR_START: {
    summary: 'text that begins with this sign needs quotes',
    why: 'YAML has a meaning of its own for @, ` and % at the beginning.',
    next: quoteIt,
  },
  BAD_DQ_ESCAPE: {
    summary: 'a backslash in double quotes begins a sign that YAML does not know',
    why: 'In double quotes a backslash has a meaning (\\n is a new line); in single quotes it has none.',
    next: "Use single quotes: '..'",
  },
  MULTILINE_IMPLICIT_KEY: {
    summary: 'a colon is missing after the key',
    why: 'Every line of a map is `key: value`, with a space after the colon.',
    next: 'Write the colon, or indent the line when it goes on with the text above.',
  },
};

/** What the YAML parser objects to, in words for somebody who does not think in YAML; `opened` is where an unclosed quote begins. */
export function syntaxFinding(problem: YAMLError, place: Place, opened: Place | undefined): Diagnostic {
  const { summary, why, next } = helpFor(problem, place);
  return {
    code: problem.code === 'MULTIPLE_DOCS' ? 'FILE.SEVERAL_DOCUMENTS' : 'FILE.SYNTAX',
    severity: 'error',
    summary,
    place: opened ?? place,
    why,
    next: [next],
  };
}

function helpFor({ code, message }: YAMLError, { source = '', column }: Place): Help {
  const sign = /^\s*(?:- +)*(?:[\w.-]+ *: +)?(\{\{|\*|&)/.exec(source)?.[1];
  if (sign !== undefined && code === 'UNEXPECTED_TOKEN') {
    return {
      summary: `text that begins with \`${sign}\` needs quotes`,
      why: 'YAML has a meaning of its own for {, [, *, &, !, @, %, | and > at the beginning of a text.',
      next: quoteIt,
    };
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return /^\s*- /.test(source) ? strayItem : colon(source.slice(column - 1));
  if (code === 'MISSING_CHAR' && /Missing closing ['"]quote/.test(message)) {
    return {
      summary: 'a quote is opened here and never closed',
      why: 'The rest of the file is taken for text.',
      next: 'Close the quote.',
    };
  }
  if (code === 'MISSING_CHAR' && message.startsWith('Implicit map keys'))
    return byCode.MULTILINE_IMPLICIT_KEY ?? unknown(message);
  if (code === 'BAD_INDENT') return indentation(message);
  if (message.startsWith('Sequence item without -') || message.startsWith('A sequence')) {
    return {
      summary: 'in a list every item begins with a dash; this line does not',
      why: 'A line that belongs to the item above begins in the column of its other keys.',
      next: 'Align the line with the item above, or begin it with `- `.',
    };
  }
  if (code === 'UNEXPECTED_TOKEN' && message.includes('at node end')) {
    return {
      summary: 'something stands after the end of the value',
      why: 'After a closing quote or bracket the line ends.',
      next: quoteIt,
    };
  }
  return byCode[code] ?? unknown(message);
}

const strayItem: Help = {
  summary: 'this item of a list begins in another column than the items before',
  why: 'All items of one list begin in the same column, and nothing else stands at that level.',
  next: 'Align the dash with those of the other items.',
};

function colon(rest: string): Help {
  if (/: /.test(rest)) {
    return {
      summary: 'text with a colon and a space in it needs quotes',
      why: 'YAML takes what stands before the colon for a key.',
      next: quoteIt,
    };
  }
  return {
    summary: 'the line below is indented, though this line already has its value',
    why: 'Indented lines belong to the key above them, which then has no value of its own.',
    next: 'Align the line below with this one, or remove the value here.',
  };
}

function indentation(message: string): Help {
  const bracket = /end with a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined) {
    return {
      summary: `a bracket is open: \`${bracket}\` is missing before this line`,
      why: 'A list in [ ] or a map in { } ends with its bracket.',
      next: `Close it with ${bracket}.`,
    };
  }
  return {
    summary: 'this line begins in another column than its neighbours',
    why: 'Lines of one level must begin in the same column.',
    next: 'Align this line with its neighbours.',
  };
}

function unknown(message: string): Help {
  const first = message.split('\n')[0] ?? '';
  return {
    summary: `not valid YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`,
    why: 'The file is not valid YAML from here on.',
    next: 'Look at this line and the one before it: a quote, a colon or the indentation.',
  };
}
