/** Findings of one rule that say the same of several items: the sentence once, and what it is said of. */
import type { Finding } from '../plan/model.ts';

export interface SharedSentence {
  /** `Each of these 14 is planned for …`: plain text. */
  sentence: string;
  /** In the order in which they were found; `subject` is the quoted name or the number, plain text. */
  findings: { finding: Finding; subject: string }[];
}

/** Two sentences are read as fast as a list of two. */
const FEWEST = 3;

/** How a message begins that says something of one item, one reference or one card; what it says follows. */
const SUBJECT = /^(The (?:card|issue) of |)(“[^”]*”|#\d{1,10}) /u;

interface Group {
  before: string;
  after: string;
  findings: SharedSentence['findings'];
}

/** Those that three or more share, in the order of the first of each; all others stay single, in their order. */
export function shareSentences(findings: readonly Finding[]): { single: Finding[]; shared: SharedSentence[] } {
  const shared = groupsOf(findings).filter((group) => group.findings.length >= FEWEST);
  const told = new Set(shared.flatMap((group) => group.findings.map(({ finding }) => finding)));
  return { single: findings.filter((finding) => !told.has(finding)), shared: shared.map(asOne) };
}

function groupsOf(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const [begin, before, subject] = SUBJECT.exec(finding.message) ?? [];
    if (begin === undefined || before === undefined || subject === undefined) continue;
    const after = finding.message.slice(begin.length);
    const key = `${before}\n${after}`;
    const group = groups.get(key) ?? { before, after, findings: [] };
    group.findings.push({ finding, subject });
    groups.set(key, group);
  }
  return [...groups.values()];
}

const asOne = ({ before, after, findings }: Group): SharedSentence => ({
  sentence: `${before}${before === '' ? 'Each' : 'each'} of these ${findings.length} ${after}`,
  findings,
});
