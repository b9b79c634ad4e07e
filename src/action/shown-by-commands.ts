/** Which annotations a step shows: GitHub takes ten of a kind from each step and drops the others without a word. */
import type { CheckAnnotation } from '../render/check/check-annotations.ts';
import { ANNOTATION_KINDS, type AnnotationKind } from './runner-log.ts';

/** https://docs.github.com/en/rest/checks/runs, and GitHub's answers about its own limits for steps */
export const MOST_OF_A_KIND = 10;

const KINDS: Record<CheckAnnotation['annotation_level'], AnnotationKind> = {
  failure: 'error',
  warning: 'warning',
  notice: 'notice',
};

export const kindOf = ({ annotation_level }: CheckAnnotation): AnnotationKind => KINDS[annotation_level];

/** The first ten of each kind, errors first, in their order. */
export const shownByCommands = (annotations: readonly CheckAnnotation[]): CheckAnnotation[] =>
  ANNOTATION_KINDS.flatMap((kind) =>
    annotations.filter((annotation) => kindOf(annotation) === kind).slice(0, MOST_OF_A_KIND),
  );
