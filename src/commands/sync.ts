import { noRoadmap } from './about/items.ts';
import { misused, type Command } from './command.ts';

export const sync: Command = {
  help: {
    name: 'sync',
    usage: '',
    does: 'has Milepost look at everything again and do what is due',
    who: 'changers',
    details: [
      'It is the same as what follows a push: useful after something changed that Milepost is not told of, such as a milestone of another repository. What waits above a limit still waits.',
      'The answer is a rocket; what was done is told in the check run and on the dashboard.',
    ],
    examples: [{ line: '/roadmap sync', says: 'look now' }],
  },
  decide(call) {
    if (call.words.length > 0) return misused(call.help, 'Nothing may follow.');
    return call.roadmaps.length === 0 ? noRoadmap() : { kind: 'sync' };
  },
};
