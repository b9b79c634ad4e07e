import { Script, createContext } from 'node:vm';
import { analyse } from 'scslre';
import { attacksOn } from './attacks.js';

/** The longest roadmap that is read at all; a quadratic pattern needs seconds for it, a linear one a few milliseconds. */
const ATTACK_LENGTH = 262_144;
const DEADLINE_MS = 250;
/** A machine with other work may miss the deadline once; a quadratic pattern misses it each time. */
const TRIES = 3;

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
      return `${time} on a long run of /${character.literal.source}/: ${WHY[type]}`;
    });
  }
  const slow = attacksOn(source, flags).find((attack) => isSlow(source, flags, attack));
  return slow === undefined ? [] : [`slow on a text that repeats ${JSON.stringify(slow.word)}`];
}

// A context of its own for each trial would cost more than the trial.
const trial = createContext({ pattern: null, text: '' });
const run = new Script('pattern.test(text)');

function isSlow(source, flags, { lead, word, end }) {
  trial.pattern = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
  trial.text = lead + word.repeat(Math.ceil(ATTACK_LENGTH / word.length)) + end;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      run.runInContext(trial, { timeout: DEADLINE_MS });
      return false;
    } catch (error) {
      if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    }
  }
  return true;
}
