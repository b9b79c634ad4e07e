import { misused, refuse, type Command } from './command.ts';

export const fix: Command = {
  help: {
    name: 'fix',
    usage: '',
    does: 'makes the safe corrections in this pull request, as the button *Fix* of the check does',
    who: 'changers',
    details: [
      'Only on a pull request that changes a roadmap. The corrections are one commit on its branch where Milepost may push there, else a comment with suggestions.',
      'The answer is a rocket; the check of the pull request tells what came of it.',
    ],
    examples: [{ line: '/roadmap fix', says: 'on a pull request that changes ROADMAP.md' }],
  },
  decide(call) {
    if (call.words.length > 0) return misused(call.help, 'Nothing may follow.');
    if (call.issue.isPull) return { kind: 'fix' };
    return refuse(
      '`/roadmap fix` corrects a pull request that changes a roadmap, and works in its conversation only; this is an issue.',
    );
  },
};
