import { clean } from '../clean.ts';
import type { ShownFinding } from './shown-finding.ts';

interface Suite {
  /** What was looked at, and the parts of it: those without an error have passed. */
  readonly name: string;
  readonly parts: readonly string[];
}

/** JUnit XML: a test case for each part that was looked at and for each finding; only errors fail. */
export function junitText(findings: readonly ShownFinding[], { name, parts }: Suite): string {
  const failures = findings.filter(({ level }) => level === 'error').length;
  const cases = [
    ...findings.map((finding) => findingCase(finding)),
    ...parts.map((part) => `    <testcase classname="crm" name="${xml(part)}"/>`),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="0">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

function findingCase({ level, code, message, help, place }: ShownFinding): string {
  const where = place ? ` ${place.file}:${place.line}${place.column === undefined ? '' : `:${place.column}`}` : '';
  const file = place ? ` file="${xml(place.file)}" line="${place.line}"` : '';
  const text = xml([message, ...help].join('\n'));
  const body =
    level === 'error'
      ? `<failure type="${xml(code)}" message="${xml(message)}">${text}</failure>`
      : `<system-out>${xml(level)}: ${text}</system-out>`;
  return `    <testcase classname="${xml(code)}" name="${xml(`${code}${where}`)}"${file}>${body}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Lines stay apart; XML has no other control characters. */
const xml = (text: string): string =>
  text
    .split('\n')
    .map((line) => clean(line).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign))
    .join('&#10;')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, '\ufffd');
