/** The instructions of a Dockerfile, as far as ours uses them. */

export interface Instruction {
  /** `COPY`, `RUN`. */
  name: string;
  /** What follows, on one line. */
  text: string;
}

export interface Stage {
  /** After `AS`; '' for none. */
  name: string;
  from: string;
  instructions: Instruction[];
}

/** Its stages in order; continued lines are joined, comments left out. */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [name = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    if (name === 'FROM') {
      const [from = '', , alias = ''] = rest.split(' ');
      stages.push({ name: alias, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text: rest });
  }
  return stages;
}

/** What all instructions of one name say. */
export const allOf = ({ instructions }: Stage, name: string): string[] =>
  instructions.filter((each) => each.name === name).map(({ text }) => text);

/** `ENTRYPOINT` or `CMD` in its exec form. */
export const commandOf = (stage: Stage, name: 'ENTRYPOINT' | 'CMD'): string[] =>
  JSON.parse(allOf(stage, name).at(-1) ?? '[]') as string[];

/** The variables of `ENV`. */
export const environmentOf = (stage: Stage): Record<string, string> =>
  Object.fromEntries(
    allOf(stage, 'ENV').flatMap((text) => [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!])),
  );

/** What a `COPY` takes and where it goes; `from` a stage, or null for the folder that is built. */
export function copiesOf(stage: Stage): { from: string | null; sources: string[]; target: string }[] {
  return allOf(stage, 'COPY').map((text) => {
    const from = /^--from=(\w+) /.exec(text)?.[1] ?? null;
    const paths = text.replace(/^--from=\w+ /, '').split(' ');
    return { from, sources: paths.slice(0, -1), target: paths.at(-1)! };
  });
}
