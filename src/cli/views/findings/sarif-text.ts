import type { ShownFinding } from './shown-finding.ts';

/** SARIF 2.1.0, as code scanning takes it. */
export function sarifText(findings: readonly ShownFinding[], version: string): string {
  const rules = [...new Set(findings.map(({ code }) => code))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'crm', semanticVersion: version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: rules.indexOf(finding.code),
          level: finding.level,
          message: { text: [finding.message, ...finding.help].join('\n') },
          locations: finding.place ? [{ physicalLocation: location(finding.place) }] : [],
        })),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const location = ({ file, line, column, endLine, endColumn }: NonNullable<ShownFinding['place']>) => ({
  artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
  region: {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  },
});
