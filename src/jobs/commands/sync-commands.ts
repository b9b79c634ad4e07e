/** The commands of one sync: worked before it, answered after it. */
import type { CommandComment } from '../../commands/command-comment.ts';
import type { GitHubClient } from '../../github/client.ts';
import { answerCommands, type Answered, type AnswerTools } from './answer-commands.ts';
import type { CommandWorld, ReadingTools } from './command-roadmaps.ts';
import { NO_COMMANDS, prepareCommands, type PreparedCommands } from './prepare-commands.ts';

export interface CommandsOfSync {
  need: PreparedCommands['need'];
  /** Somebody who may gave the command `sync`. */
  asksToAct: boolean;
  /** Somebody who may asked for an edit: it is proposed, whatever else is withheld. */
  asksToPropose: boolean;
  /** Once all that was asked for is done. @throws GitHubError, RateLimited */
  answer(answered: Answered): Promise<void>;
}

interface Tools extends ReadingTools {
  writer(): GitHubClient;
  webUrl: string;
  requestFix: AnswerTools['requestFix'] | undefined;
}

const NONE: CommandsOfSync = { need: 'nothing', asksToAct: false, asksToPropose: false, answer: async () => {} };

/**
 * What people said in these comments, remembered; nothing where nobody may write, since then nobody could be answered.
 * @throws GitHubError, RateLimited
 */
export async function commandsOfSync(
  comments: readonly CommandComment[],
  tools: Tools,
  world: CommandWorld,
): Promise<CommandsOfSync> {
  const { commands } = tools.memory;
  if (comments.length === 0 || commands === null || world.policy.mode !== 'apply') return NONE;
  const prepared = await prepareCommands(comments, { ...tools, commands }, world);
  if (prepared === NO_COMMANDS) return NONE;
  const kinds = new Set(prepared.comments.flatMap(({ lines }) => lines.map(({ outcome }) => outcome.kind)));
  const requestFix = tools.requestFix ?? refuseFix;
  return {
    need: prepared.need,
    asksToAct: kinds.has('sync'),
    asksToPropose: kinds.has('wished'),
    answer: (answered) => answerCommands(prepared, { ...tools, commands, requestFix }, world, answered),
  };
}

const refuseFix: AnswerTools['requestFix'] = () => {
  throw new TypeError('this door works commands, and has nobody who would fix a pull request');
};
