import type { RoadmapView } from '../../plan/view/view.ts';
import { reportPage } from '../../render/page/report-page.ts';
import { picturesOn } from '../../render/page/pictures.ts';
import { timelineSvg } from '../../render/picture/timeline-svg.ts';
import { count } from '../../render/count.ts';
import { plainText } from '../../render/plain-text.ts';
import { reportMarkdown } from '../../render/report-markdown.ts';
import { RULES_URL } from '../../jobs/documentation.ts';
import { Failure } from '../failure.ts';
import type { SynchroniseDoor } from '../look-at.ts';
import type { ReportOptions } from '../report.ts';
import { startReader } from '../start-reader.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { withProgress } from '../with-progress.ts';
import { writeOut } from '../write-out.ts';
import { reportFormat } from './report-format.ts';
import type { ReportFormat } from './report-format.ts';
import { reportSubject } from './report-subject.ts';
import type { Reported } from './reported.ts';

/** Reads files or a repository and writes the report; what a person should know besides goes to stderr. Throws Failure. */
export async function writeReport(
  subjects: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<ExitCode> {
  const { stderr } = surroundings;
  const format = reportFormat(options.format ?? null, options.out ?? null);
  const { views, notes, exitCode } = await withProgress(
    stderr,
    () => `Making a report of ${subjects.length === 1 ? plainText(subjects[0]!) : count(subjects.length, 'file')}…`,
    read(subjects, options, surroundings, synchronise),
  );
  for (const note of notes) stderr.write(`milepost: ${plainText(note)}\n`);
  if (views.length === 0) return exitCode;
  assertOnePicture(format, views);
  writeOut(rendered(views, format, surroundings), options.out ?? null, surroundings);
  return exitCode;
}

async function read(
  subjects: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<Reported> {
  const subject = reportSubject(subjects, surroundings.cwd);
  if (subject.kind === 'files') return readFiles(subject.paths, options, surroundings);
  const { reportRepository } = await import('./report-repository.ts');
  return reportRepository(subject.name, options, surroundings, synchronise);
}

/** Files and their revisions share one reader, since starting one takes longer than most readings. */
async function readFiles(
  paths: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<Reported> {
  const { reportFiles } = await import('./report-files.ts');
  if (surroundings.reader !== undefined) return reportFiles(paths, options, surroundings);
  const reader = startReader();
  try {
    return await reportFiles(paths, options, { ...surroundings, reader });
  } finally {
    await reader.close();
  }
}

function assertOnePicture(format: ReportFormat, views: readonly RoadmapView[]): void {
  if (format !== 'svg' || views.length === 1) return;
  const files = views.map(({ file }) => plainText(file)).join(', ');
  throw new Failure(
    `A picture shows one roadmap, and there are ${views.length}: ${files}. Name one file, or one with --path.`,
  );
}

function rendered(views: readonly RoadmapView[], format: ReportFormat, { now }: Surroundings): string {
  const instant = now().toISOString();
  const today = instant.slice(0, 10);
  switch (format) {
    case 'svg':
      return timelineSvg(views[0]!, { today });
    case 'md':
      return reportMarkdown(views, { today });
    case 'json':
      return `${JSON.stringify(views.length === 1 ? views[0] : views, null, 2)}\n`;
    default:
      return reportPage(views, { now: instant, pictures: picturesOn(today), rulesUrl: RULES_URL });
  }
}
