/** The second half of what becomes of comments with commands: when the sync is done, each is answered once. */
import { planAnswer } from '../../commands/answers/plan.ts';
import { replyTo, type Answer } from '../../commands/answers/reply.ts';
import { statusAnswer } from '../../commands/answers/status.ts';
import { heldBy, wishAnswer } from '../../commands/answers/wish.ts';
import type { Reaction } from '../../commands/command.ts';
import type { GitHubClient } from '../../github/client.ts';
import { headOfPull } from '../../github/commented-issue.ts';
import { reactToComment } from '../../github/reactions.ts';
import { replyOnce } from '../../github/replies.ts';
import type { RoadmapReport, StandingReport } from '../../plan/report.ts';
import { inertMessage } from '../../render/inert.ts';
import type { Links } from '../../render/links.ts';
import { linkAddress } from '../../render/links.ts';
import type { CommandWorld } from './command-roadmaps.ts';
import { RULES_URL } from '../documentation.ts';
import type { CommandMemory, Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import {
  conversationLinks,
  type PreparedCommands,
  type PreparedComment,
  type PreparedLine,
} from './prepare-commands.ts';

/** What the sync, or the look, came to. Empty where there was neither. */
export interface Answered {
  planned: readonly PlannedRoadmap[];
  roadmaps: readonly RoadmapReport[];
}

export interface AnswerTools {
  /** A client that may write. */
  writer(): GitHubClient;
  memory: Memory;
  commands: CommandMemory;
  webUrl: string;
  /** ISO instant. */
  now: string;
  /** Queues the work of the check's Fix button for a pull request. */
  requestFix(pull: { number: number; headOid: string; sender: string }): Promise<void>;
}

/** Each comment gets its reactions and at most one reply, whatever process was killed before. @throws GitHubError, RateLimited */
export async function answerCommands(
  { comments }: PreparedCommands,
  tools: AnswerTools,
  world: CommandWorld,
  answered: Answered,
): Promise<void> {
  for (const comment of comments) await new Answering(tools, world, answered, comment).answer();
}

const REACTIONS: Partial<Record<PreparedLine['kind'], Reaction>> = {
  limited: 'confused',
  remembered: '+1',
  sync: 'rocket',
  fix: 'rocket',
};

class Answering {
  readonly #tools: AnswerTools;
  readonly #world: CommandWorld;
  readonly #answered: Answered;
  readonly #prepared: PreparedComment;
  readonly #links: Links;

  constructor(tools: AnswerTools, world: CommandWorld, answered: Answered, prepared: PreparedComment) {
    this.#tools = tools;
    this.#world = world;
    this.#answered = answered;
    this.#prepared = prepared;
    this.#links = conversationLinks(tools.webUrl, world);
  }

  async answer(): Promise<void> {
    const { comment, lines } = this.#prepared;
    const answers: Answer[] = [];
    for (const { line, outcome } of lines) answers.push({ line, text: await this.#textOf(outcome) });
    const reactions = new Set(lines.flatMap(({ outcome }) => REACTIONS[outcome.kind] ?? []));
    for (const reaction of reactions) await this.#react(reaction);
    const body = replyTo(comment.id, answers);
    const reply = body === null ? null : await this.#reply(body);
    await this.#tools.commands.finish(comment.id, {
      lines: lines.map(({ line, outcome }) => ({ line, outcome: outcome.kind })),
      reply,
    });
  }

  #react(reaction: Reaction): Promise<boolean> {
    const { owner, name } = this.#world.state.repository;
    return reactToComment(this.#tools.writer(), { owner, name, commentId: this.#prepared.comment.id }, reaction);
  }

  /** Where a conversation takes no reply, a reaction has to do. */
  async #reply(body: string): Promise<string> {
    const { owner, name } = this.#world.state.repository;
    const { comment, createdAt, lines } = this.#prepared;
    const place = { owner, name, number: comment.number, commentId: comment.id, createdAt };
    const reply = await replyOnce(this.#tools.writer(), place, body);
    if (reply.state !== 'refused') return reply.state;
    const isRefusal = lines.every(({ outcome }) => outcome.kind === 'say' && outcome.refused);
    await this.#react(isRefusal ? 'confused' : '+1');
    return `refused: ${reply.said}`;
  }

  /** Markdown; '' where a reaction says it. */
  async #textOf(outcome: PreparedLine): Promise<string> {
    switch (outcome.kind) {
      case 'say':
        return outcome.text;
      case 'wished':
        return this.#wishText(outcome);
      case 'status':
        return this.#statusText(outcome);
      case 'plan':
        return this.#answered.roadmaps
          .map((report) => planAnswer(report, { links: this.#links, rulesUrl: RULES_URL }))
          .join('\n\n');
      case 'fix':
        await this.#fix();
        return '';
      default:
        return '';
    }
  }

  async #wishText({ path, key, decision }: Extract<PreparedLine, { kind: 'wished' }>): Promise<string> {
    const { subject } = decision;
    const { standing, wishes } = await this.#tools.memory.conversation(path);
    const pull = this.#answered.roadmaps.find(({ file }) => file === path)?.pull;
    if (pull?.said.includes(key)) return `The roadmap says so already: ${subject}.`;
    if (!wishes.some((wish) => wish.key === key)) {
      return `A later command asks for something else about ${subject}, so this one is not done.`;
    }
    const unwritten = pull?.refusedEdits.find((edit) => edit.key === key && edit.by === 'file');
    if (unwritten !== undefined) {
      return `${subject} could not be edited so: ${inertMessage(unwritten.message ?? 'the file does not allow it.')}`;
    }
    const isThere = standing?.proposals.includes(key) === true;
    return wishAnswer(decision, isThere ? heldBy(this.#pullLink(standing.number)) : whenWritten(pull));
  }

  /** Our own pull request may know where it was asked for. */
  #pullLink(number: number): string {
    const { owner, name } = this.#world.state.repository;
    return `[#${number}](${linkAddress(`${this.#tools.webUrl}/${owner}/${name}/pull/${number}`)})`;
  }

  async #statusText({ items }: Extract<PreparedLine, { kind: 'status' }>): Promise<string> {
    const texts: string[] = [];
    for (const { path, item: id } of items.slice(0, MOST_ITEMS)) {
      const text = await this.#statusOf(path, id);
      if (text !== null) texts.push(text);
    }
    const rest = items.length - MOST_ITEMS;
    if (rest > 0) texts.push(`… and ${rest} more items: \`/roadmap status "TITLE"\` tells of one.`);
    return texts.join('\n\n');
  }

  async #statusOf(path: string, id: string): Promise<string | null> {
    const planned = this.#answered.planned.find((each) => each.path === path);
    const item = planned?.desired.items.find((each) => each.id === id);
    if (planned === undefined || item === undefined) return null;
    const { memory, now } = this.#tools;
    const conversation = await memory.conversation(path);
    const { standing } = conversation;
    return statusAnswer(item, {
      desired: planned.desired,
      observed: planned.observed,
      plan: planned.plan,
      base: (await memory.readings()).find((reading) => reading.path === path)?.base ?? null,
      ledger: await memory.ledger(path).load(),
      conversation,
      policy: this.#world.policy,
      now,
      links: this.#links,
      pullLink: standing === null ? null : this.#pullLink(standing.number),
    });
  }

  async #fix(): Promise<void> {
    const { owner, name } = this.#world.state.repository;
    const { number, author } = this.#prepared.comment;
    const headOid = await headOfPull(this.#tools.writer(), { owner, name, number });
    await this.#tools.requestFix({ number, headOid, sender: author });
  }
}

/** The pull request does not hold it yet: why, and what to do. */
const whenWritten = (pull: StandingReport | undefined): string =>
  pull?.state === 'refused' && pull.reason !== null
    ? `, once the roadmap’s pull request can be brought up to date. ${inertMessage(pull.reason)}`
    : ': the edit goes into the roadmap’s pull request with the next sync.';

/** Of as many items `status` tells at once. */
const MOST_ITEMS = 5;
