import type { History, Life, LifeEvent, LifeTarget } from '../../roadmap/history/history.ts';
import { targetJson } from '../roadmap-json.ts';
import type { TargetJson } from '../roadmap-json.ts';

/** What `milepost history --format json` prints. A published format: keys are added, never renamed. */
export interface HistoryJson extends Omit<History, 'lives'> {
  lives: LifeJson[];
}

export interface LifeJson extends Omit<Life, 'target' | 'events'> {
  target: TargetJson | null;
  events: LifeEvent[];
}

/** The History as plain JSON, keys in a fixed order, without the places of targets in the file. */
export function historyJson({ file, repo, revisions, first, last, lives, skipped }: History): HistoryJson {
  return { file, repo, revisions, first, last, lives: lives.map(lifeJson), skipped };
}

const lifeJson = (life: Life): LifeJson => ({
  id: life.id,
  title: life.title,
  path: life.path,
  status: life.status,
  target: targetJson(life.target),
  line: life.line,
  parent: life.parent,
  state: life.state,
  timesSlipped: life.timesSlipped,
  daysSlipped: life.daysSlipped,
  firstSeen: life.firstSeen,
  lastSeen: life.lastSeen,
  ended: life.ended,
  events: life.events.map(eventJson),
});

function eventJson(event: LifeEvent): LifeEvent {
  const { kind, commit, committedAt, author, from, to, slip, slippedDays, status, target } = event;
  return { kind, commit, committedAt, author, from, to, slip, slippedDays, status, target: eventTarget(target) };
}

const eventTarget = (target: LifeTarget | null): LifeTarget | null =>
  target && { text: target.text, kind: target.kind, start: target.start, end: target.end };
