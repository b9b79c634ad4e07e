/** What the rules about the board as a whole have in common: at most one finding, at the board's place. */
import { boardPlace, boardWords } from './place.ts';
import type { Observation, ObservedBoard } from '../observation.ts';
import type { Rule } from '../rule.ts';

/** What is wrong, after `the project 4 that the configuration names` or before it; null: nothing. */
export type BoardFault = (board: ObservedBoard, words: string, observed: Observation) => string | null;

export function boardRule(id: string, description: string, fault: BoardFault): Rule {
  return {
    id,
    severity: 'warning',
    needs: 'github',
    description,
    check(context) {
      const { observed } = context;
      if (observed?.board === null || observed?.board === undefined) return [];
      const message = fault(observed.board, boardWords(context, observed.board, observed), observed);
      return message === null ? [] : [{ message, range: boardPlace(context, observed), item: null }];
    },
  };
}

/** At the beginning of a sentence. */
export const begin = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
