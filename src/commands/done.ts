import { decideStatus } from './about/set-status.ts';
import type { Command } from './command.ts';

export const done: Command = {
  help: {
    name: 'done',
    usage: '["ITEM"]',
    does: 'says in the roadmap that the item is done',
    who: 'changers',
    details: [
      'In the way in which the file says it of other items: a checkbox, a mark, a status column. Where it has none for this item, the item is moved to the section of finished work, or “(done)” is written behind its title.',
      'The edit goes into the roadmap’s standing pull request. The issue is not closed.',
    ],
    examples: [
      { line: '/roadmap done', says: 'the item that refers to this issue' },
      { line: '/roadmap done "Resumable uploads"', says: 'where several refer to it' },
    ],
  },
  decide: (call) =>
    decideStatus(call, {
      status: 'done',
      summary: (title) => `Mark “${title}” as done`,
      will: 'will be marked done',
    }),
};
