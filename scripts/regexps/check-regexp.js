import { Script, createContext } from 'node:vm';
import { analyse } from 'scslre';
import { attacksOn } from './attacks.js';

/** The longest roadmap that is read at all; a quadratic pattern needs seconds for it, a linear one a few milliseconds. */
const ATTACK_LENGTH = 262_144;
const DEADLINE_MS = 250;
const LAST_DEADLINE_MS = 10_000;
/** Four times the text takes a linear pattern four times as long, and a quadratic one sixteen times. */
const GROWTH_ALLOWED = 8;

const WHY = {
  Self: 'a repetition that can match the same text in more than one way',
  Trade: 'two repetitions that can take text from each other',
  Move: 'a repetition that is tried again from every place of a long run, since nothing holds its beginning',
};

/**
 * Why a pattern can be slower than linear; empty when no way was found. First by analysis (`scslre`: attacks that repeat
 * one character), then, where that finds nothing, by trial: every repetition is fed its own words (`will will will …`).
 * @param {string} source
 * @param {string} flags
 * @returns {string[]}
 */
export function checkRegexp(source, flags) {
  const { reports } = analyse({ source, flags });
  if (reports.length > 0) {
    return reports.map(({ type, character, exponential }) => {
      const time = exponential ? 'exponential' : 'quadratic';
      return `${time} on a long run of /${character.literal.source.slice(0, 60)}/: ${WHY[type]}`;
    });
  }
  const slow = attacksOn(source, flags).find((attack) => isSlow(source, flags, attack));
  return slow === undefined ? [] : [`slow on a text that repeats ${JSON.stringify(slow.word)}`];
}

// A context of its own for each trial would cost more than the trial.
const trial = createContext({ pattern: null, text: '' });
const run = new Script('pattern.test(text)');

/** A pattern that misses the deadline, which a busy machine makes some linear ones do, is judged by how its time grows. */
function isSlow(source, flags, attack) {
  trial.pattern = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
  if (cpuTimeOf(attack, ATTACK_LENGTH, DEADLINE_MS) !== null) return false;
  const short = cpuTimeOf(attack, ATTACK_LENGTH / 4, LAST_DEADLINE_MS);
  const long = short === null ? null : cpuTimeOf(attack, ATTACK_LENGTH, LAST_DEADLINE_MS);
  return short === null || long === null || long / short > GROWTH_ALLOWED;
}

/** In microseconds; null past the deadline. */
function cpuTimeOf({ lead, word, end }, length, timeout) {
  trial.text = lead + word.repeat(Math.ceil(length / word.length)) + end;
  const before = process.cpuUsage();
  try {
    run.runInContext(trial, { timeout });
    return process.cpuUsage(before).user;
  } catch (error) {
    if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
}
