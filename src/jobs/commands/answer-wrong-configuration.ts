/** Commands that were given while the configuration is wrong: each comment is told so once, and nothing else is done. */
import { replyTo } from '../../commands/answers/reply.ts';
import { wrongConfigurationAnswer } from '../../commands/answers/wrong-configuration.ts';
import type { CommandComment } from '../../commands/command-comment.ts';
import type { GitHubClient } from '../../github/client.ts';
import { readComment, replyOnce } from '../../github/replies.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { PolicyProblem } from '../../policy/policy.ts';
import type { CommandMemory } from '../memory/memory.ts';
import { conversationLinks } from './prepare-commands.ts';

interface WrongWorld {
  state: RepositoryState;
  headOid: string;
  problems: readonly PolicyProblem[];
}

interface Tools {
  observer: GitHubClient;
  writer(): GitHubClient;
  commands: CommandMemory;
  webUrl: string;
}

/** Safe to repeat. Nobody is told more often than anybody may ask. @throws GitHubError, RateLimited */
export async function answerWrongConfiguration(
  comments: readonly CommandComment[],
  tools: Tools,
  world: WrongWorld,
): Promise<void> {
  const { commands } = tools;
  for (const comment of comments) {
    if ((await commands.begin(comment.id)) === 'done') continue;
    await commands.finish(comment.id, { configuration: 'wrong', reply: await answer(comment, tools, world) });
  }
}

/** What became of the reply; null where none is due. */
async function answer(comment: CommandComment, tools: Tools, world: WrongWorld): Promise<string | null> {
  const { owner, name } = world.state.repository;
  const read = await readComment(tools.observer, { owner, name, commentId: comment.id });
  if (read === null || !read.byPerson) return null;
  if (!(await tools.commands.use({ login: comment.author, commentId: comment.id, line: 0 }))) return null;
  const text = wrongConfigurationAnswer(world.problems, conversationLinks(tools.webUrl, world));
  const body = replyTo(comment.id, [{ line: '', text }]);
  if (body === null) return null;
  const place = { owner, name, number: comment.number, commentId: comment.id, createdAt: read.createdAt };
  const reply = await replyOnce(tools.writer(), place, body);
  return reply.state === 'refused' ? `refused: ${reply.said}` : reply.state;
}
