/**
 * The plainest pages behind the web links (`html_url`), so that a link printed by the demo leads somewhere. Everything
 * is shown as the text it is. Nobody is signed in here, so that only public repositories have pages.
 */
import { fullName } from './world.ts';
import type { World } from './world.ts';
import type { CheckRun, Issue, Repository } from './records.ts';

export interface WebPage {
  contentType: string;
  content: string | Buffer;
}

/** The page for a path such as `/example-org/lantern/issues/1`; null where there is none. */
export function webPage(world: World, path: string): WebPage | null {
  const parts = path.split('/').filter((part) => part !== '');
  const decoded = parts.map((part) => decodeOrKeep(part));
  if (decoded[0] === 'raw') return rawPage(world, decoded.slice(1));
  const [owner = '', name = '', section, key = '', ...rest] = decoded;
  const repository = world.repository(`${owner}/${name}`) ?? world.renamedRepository(`${owner}/${name}`);
  if (repository?.visibility !== 'public') return null;
  if (section === undefined) return html(fullName(repository), [overview(repository)]);
  if (section === 'blob') return filePage(repository, key, rest.join('/'));
  return numberedPage(repository, section, Number(key));
}

function numberedPage(repository: Repository, section: string, number: number): WebPage | null {
  const issue = repository.issues.get(number);
  if ((section === 'issues' || section === 'pull') && issue) return issuePage(issue);
  const milestone = repository.milestones.get(number);
  if (section === 'milestone' && milestone) {
    const due = milestone.dueOn === null ? 'no due date' : `due ${milestone.dueOn}`;
    return html(`Milestone ${milestone.title}`, [`${milestone.state}, ${due}`, milestone.description ?? '']);
  }
  const run = repository.checkRuns.find((each) => each.id === number);
  return section === 'runs' && run ? checkRunPage(run) : null;
}

function overview(repository: Repository): string {
  const issues = [...repository.issues.values()].map((issue) => `#${issue.number} [${issue.state}] ${issue.title}`);
  const runs = repository.checkRuns.map((run) => `${run.headSha.slice(0, 7)} ${run.name}: ${run.title ?? run.status}`);
  return ['Issues', ...issues, '', 'Check runs', ...runs].join('\n');
}

function issuePage(issue: Issue): WebPage {
  const facts = [
    `${issue.state} · opened by ${issue.author.account.login} · ${issue.createdAt}`,
    `labels: ${issue.labels.map((label) => label.name).join(', ') || 'none'}`,
    `milestone: ${issue.milestone?.title ?? 'none'}`,
  ];
  const comments = issue.comments.map((each) => `${each.author.account.login} · ${each.createdAt}\n\n${each.body}`);
  return html(`${issue.title} #${issue.number}`, [facts.join('\n'), issue.body ?? '', ...comments]);
}

function checkRunPage(run: CheckRun): WebPage {
  const annotations = run.annotations.map(
    (each) => `${each.path}:${each.start_line} ${each.annotation_level} ${each.title ?? ''}\n${each.message}`,
  );
  const head = `${run.status} ${run.conclusion ?? ''} · ${run.headSha}`;
  return html(`${run.name}: ${run.title ?? ''}`, [head, run.summary ?? '', run.text ?? '', ...annotations]);
}

function filePage(repository: Repository, ref: string, path: string): WebPage | null {
  const content = fileAt(repository, ref, path);
  if (!content) return null;
  const lines = content.toString('utf8').split(/\r?\n/);
  return html(path, [lines.map((line, index) => `${String(index + 1).padStart(4)}  ${line}`).join('\n')]);
}

function rawPage(world: World, [owner = '', name = '', ref = '', ...path]: string[]): WebPage | null {
  const repository = world.repository(`${owner}/${name}`);
  if (repository?.visibility !== 'public') return null;
  const content = fileAt(repository, ref, path.join('/'));
  return content ? { contentType: 'text/plain; charset=utf-8', content } : null;
}

function fileAt({ git, defaultBranch }: Repository, ref: string, path: string): Buffer | null {
  const commit = git.commits.get(git.resolveCommit(ref, defaultBranch) ?? '');
  const entry = commit ? git.entryAt(commit.tree, path) : null;
  return entry?.type === 'blob' ? (git.blobs.get(entry.sha) ?? null) : null;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function html(title: string, blocks: readonly string[]): WebPage {
  const shown = blocks.filter((block) => block !== '').map((block) => `<pre>${escaped(block)}</pre>`);
  const style =
    'body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}';
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>`;
  const content = `<!doctype html><html lang="en"><head>${head}</head><body><h1>${escaped(title)}</h1>${shown.join('<hr>')}</body></html>`;
  return { contentType: 'text/html; charset=utf-8', content };
}

function decodeOrKeep(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
