/** All commands, in the order in which help tells them. Each has its page, docs/commands/<name>.md. */
import { add } from './add.ts';
import type { Command, CommandHelp } from './command.ts';
import { done } from './done.ts';
import { drop } from './drop.ts';
import { fix } from './fix.ts';
import { help } from './help.ts';
import { ignore } from './ignore.ts';
import { link } from './link.ts';
import { move } from './move.ts';
import { plan } from './plan.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';

export const commands: readonly Command[] = [
  status,
  add,
  move,
  done,
  drop,
  link,
  sync,
  plan,
  fix,
  snooze,
  ignore,
  help,
];

export const commandHelps: readonly CommandHelp[] = commands.map((command) => command.help);

/** In any case; null for none. */
export const commandNamed = (name: string): Command | null =>
  commands.find((command) => command.help.name === name.toLowerCase()) ?? null;
