import { itemsFor } from './about/items.ts';
import { misused, type Command } from './command.ts';
import { itemAndRest } from './grammar/words.ts';

export const status: Command = {
  help: {
    name: 'status',
    usage: '["ITEM"]',
    does: 'tells what the roadmap says of this issue, and what disagrees',
    who: 'anyone',
    details: [
      'The answer names the item with its line, its section, target and status, its column on the board where everybody can see the board, what it was planned for before, what waits for somebody to merge, and what Milepost found to disagree.',
      'It tells only what everybody who can read this repository can read elsewhere, too.',
    ],
    examples: [
      { line: '/roadmap status', says: 'of every item that refers to this issue' },
      { line: '/roadmap status "Resumable uploads"', says: 'of that item, wherever it stands' },
    ],
  },
  decide(call) {
    const { item, rest } = itemAndRest(call.words);
    if (rest.length > 0) return misused(call.help, 'Nothing but the title of an item, in quotation marks, may follow.');
    const items = itemsFor(call, item);
    return 'refusal' in items ? items.refusal : { kind: 'status', items: items.found };
  },
};
