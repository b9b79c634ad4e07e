import type { RoadmapReader } from '../jobs/reading/read-roadmap.ts';

/** The few things of a stream that a command uses; `process.stdout` has them, and so has a test's collecting one. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  /** Width in characters, where it is a terminal. */
  columns?: number | undefined;
}

/** Everything outside that a command may touch, handed in: nothing inside prints, exits or looks at the clock. */
export interface Surroundings {
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
  /** What relative paths are relative to. */
  cwd: string;
  now: () => Date;
  /** Reads roadmap text, where one was started early; whoever handed it in closes it. Left out: the command starts one. */
  reader?: RoadmapReader;
}

/**
 * What a command ends with: 0 fine, 1 findings of severity error, 2 could not run.
 */
export type ExitCode = 0 | 1 | 2;

/** Carries out a command's work with the surroundings of this run and keeps its exit code. */
export type Runner = (work: (surroundings: Surroundings) => Promise<ExitCode>) => Promise<void>;

/** The worse of two. */
export const worse = (left: ExitCode, right: ExitCode): ExitCode => (left > right ? left : right);
