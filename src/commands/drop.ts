import { decideStatus } from './about/set-status.ts';
import type { Command } from './command.ts';

export const drop: Command = {
  help: {
    name: 'drop',
    usage: '["ITEM"]',
    does: 'says in the roadmap that the item will not be done',
    who: 'changers',
    details: [
      'In the way in which the file says it of other items, by moving it to the section of dropped work, or with “(dropped)” behind its title. Nothing is taken out of the file: to do that is for a person.',
      'The edit goes into the roadmap’s standing pull request. The issue is not closed.',
    ],
    examples: [{ line: '/roadmap drop', says: 'the item that refers to this issue' }],
  },
  decide: (call) =>
    decideStatus(call, {
      status: 'dropped',
      summary: (title) => `Mark “${title}” as dropped`,
      will: 'will be marked dropped',
    }),
};
