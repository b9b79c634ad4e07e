import type { Finding, Severity } from '../plan/model.ts';
import type { SourceRange } from '../roadmap/model.ts';

/** What SARIF is told about a rule. */
export interface SarifRule {
  id: string;
  severity: Severity;
  description: string;
}

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * Findings as one SARIF 2.1.0 log with one run, ready for code scanning: all rules as metadata, each result with its
 * region, and a fix where the text that should stand there is known. Files must be relative to the repository.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(findings: readonly Finding[], rules: readonly SarifRule[], version: string): object {
  const indexById = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Milepost', semanticVersion: version, rules: rules.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, indexById)),
      },
    ],
  };
}

const reportingDescriptor = ({ id, severity, description }: SarifRule): object => ({
  id,
  name: id,
  shortDescription: { text: description },
  fullDescription: { text: description },
  help: { text: description },
  defaultConfiguration: { level: LEVELS[severity] },
});

function result(finding: Finding, indexById: ReadonlyMap<string, number>): object {
  const { rule, severity, message, file, range, suggestion } = finding;
  const artifactLocation = { uri: uriOf(file) };
  const ruleIndex = indexById.get(rule);
  const fix = {
    description: { text: 'Replace it by the suggestion.' },
    artifactChanges: [
      {
        artifactLocation,
        replacements: [{ deletedRegion: region(range), insertedContent: { text: suggestion ?? '' } }],
      },
    ],
  };
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
    ...(suggestion === null ? {} : { fixes: [fix] }),
  };
}

const region = ({ line, column, endLine, endColumn }: SourceRange): object => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

/** A URI reference relative to the repository (a colon in it is encoded, it would make a scheme); `file:` for an absolute path. */
function uriOf(path: string): string {
  const encoded = path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')))
    .join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
