/**
 * A `console` block shows commands, each behind `$ `, and what they print. They are run, in a folder with the files that
 * the page shows before (a block ` ```markdown ROADMAP.md `).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../pages.ts';
import type { Block, Page } from '../pages.ts';
import { callsOf } from '../shell-lines.ts';
import type { Stage } from '../stage.ts';

/** The page, with what its commands print now. */
export async function played(page: Page, stage: Stage): Promise<string> {
  let text = page.text;
  let from = 0;
  for (const block of page.blocks.filter(({ language, about }) => language === 'console' || isFile(about))) {
    const now = await textOf(block, stage);
    const begin = text.indexOf(fenced(block.text), from);
    if (begin < 0) throw new Error(`${block.at} is not found in its page: is it indented?`);
    text = `${text.slice(0, begin)}${fenced(now)}${text.slice(begin + fenced(block.text).length)}`;
    from = begin + fenced(now).length - 1;
  }
  return text;
}

const isFile = (about: string): boolean => /^[\w./-]+$/.test(about);

const fenced = (text: string): string => `\n${text}\n\`\`\``;

async function textOf({ language, about, text }: Block, stage: Stage): Promise<string> {
  if (language === 'console') return await printed(text, stage);
  // An example roadmap of the project, or a file for the commands that follow.
  const whole = about.startsWith('roadmaps/') ? readFileSync(join(root, about), 'utf8') : `${text}\n`;
  // An example is read as the roadmap of its repository: links that are relative to it lead there.
  stage.write(about.startsWith('roadmaps/') ? 'ROADMAP.md' : about, whole);
  return whole.trimEnd();
}

async function printed(text: string, stage: Stage): Promise<string> {
  const parts: string[] = [];
  for (const line of text.split('\n').filter((line) => line.startsWith('$ '))) {
    const [call] = callsOf(line.slice(2));
    if (call?.words[0] !== 'milepost') throw new Error(`Only milepost is run here: ${line}`);
    const { out, err } = await stage.milepost(call.words.slice(1));
    parts.push(`${line}\n${err}${out}`.replaceAll(/[ \t]+$/gm, '').trimEnd());
  }
  return parts.join('\n\n');
}
