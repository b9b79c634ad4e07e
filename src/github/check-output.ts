/** What a check run says, and its cutting to what GitHub takes. */
import { cutToBytes, cutToLength, MESSAGE_BYTES, SUMMARY_BYTES, TITLE_LENGTH } from './check-limits.ts';

/** In the shape of GitHub's API; lines and columns 1-based, both ends included. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  /** Dropped where the annotation spans lines: GitHub refuses them there. */
  start_column?: number;
  end_column?: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  message: string;
  title?: string;
}

export interface CheckOutput {
  /** One line. */
  title: string;
  /** Markdown. */
  summary: string;
  conclusion: 'success' | 'neutral' | 'failure' | 'cancelled';
  annotations: readonly CheckAnnotation[];
}

/** GitHub's limit for one request; each further one appends. */
const ANNOTATIONS_PER_REQUEST = 50;

/** As GitHub takes them, fifty to a request, in order. */
export function inBatches(annotations: readonly CheckAnnotation[]): CheckAnnotation[][] {
  const count = Math.ceil(annotations.length / ANNOTATIONS_PER_REQUEST);
  return Array.from({ length: count }, (_, index) =>
    annotations.slice(index * ANNOTATIONS_PER_REQUEST, (index + 1) * ANNOTATIONS_PER_REQUEST).map(fitting),
  );
}

export const textOf = ({ title, summary }: CheckOutput): { title: string; summary: string } => ({
  title: cutToLength(title, TITLE_LENGTH),
  summary: cutToBytes(summary, SUMMARY_BYTES),
});

function fitting({ start_column, end_column, ...annotation }: CheckAnnotation): CheckAnnotation {
  const start_line = Math.max(1, annotation.start_line);
  const end_line = Math.max(start_line, annotation.end_line);
  const columns =
    start_line === end_line && start_column !== undefined && end_column !== undefined
      ? { start_column: Math.max(1, start_column), end_column: Math.max(1, start_column, end_column) }
      : {};
  return {
    ...annotation,
    ...columns,
    start_line,
    end_line,
    message: cutToBytes(annotation.message, MESSAGE_BYTES),
    ...(annotation.title === undefined ? {} : { title: cutToLength(annotation.title, TITLE_LENGTH) }),
  };
}
