import { noRoadmap } from './about/items.ts';
import { misused, type Command } from './command.ts';

export const plan: Command = {
  help: {
    name: 'plan',
    usage: '',
    does: 'tells what Milepost would do here now, and what it found',
    who: 'anyone',
    details: [
      'Nothing is done because of it. It is what the check run on the default branch tells, as of now, in short.',
    ],
    examples: [{ line: '/roadmap plan', says: 'issues to open, comments to write, edits to propose, findings' }],
  },
  decide(call) {
    if (call.words.length > 0) return misused(call.help, 'Nothing may follow.');
    return call.roadmaps.length === 0 ? noRoadmap() : { kind: 'plan' };
  },
};
