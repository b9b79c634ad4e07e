import { inertText } from '../render/inert.ts';
import { itemFor, sayItem } from './about/items.ts';
import { plainTitle } from './about/plain-title.ts';
import { sayReference, writtenReference } from './about/written-reference.ts';
import { misused, refuse, type Command } from './command.ts';
import { itemAndRest } from './grammar/words.ts';

export const link: Command = {
  help: {
    name: 'link',
    usage: '["ITEM"] REF',
    does: 'makes the item refer to an issue, pull request, discussion or milestone',
    who: 'changers',
    details: [
      'A reference is written `#12`, `owner/repo#12`, or as the address of the page. It takes the place of a text such as “Issue coming soon”, or stands beside the references that the item has.',
      'The edit goes into the roadmap’s standing pull request.',
    ],
    examples: [
      { line: '/roadmap link #12', says: 'from the item that refers to this issue' },
      { line: '/roadmap link "Resumable uploads" #12', says: 'from that item, which may refer to nothing yet' },
    ],
  },
  decide(call) {
    const { item: name, rest } = itemAndRest(call.words);
    const [written] = rest;
    if (written === undefined || rest.length > 1) return misused(call.help, 'One reference was expected.');
    const reference = writtenReference(written.text, call.repository, call.host);
    if (reference === null) {
      return refuse(
        `“${inertText(written.text, { maxLength: 120 })}” is no reference. Expected was \`#12\`, \`owner/repo#12\`, or the address of an issue, pull request, discussion or milestone.`,
      );
    }
    const about = itemFor(call, name);
    if ('refusal' in about) return about.refusal;
    const { item, roadmap } = about.found;
    const said = sayReference(reference, call.repository);
    const add = { kind: 'add-reference' as const, item: item.id, reference };
    return {
      kind: 'wish',
      path: roadmap.path,
      item,
      edits: item.placeholder ? [{ kind: 'set-reference', item: item.id, reference }, add] : [add],
      summary: `Link ${said} to “${plainTitle(item)}”`,
      replaces: `link:${item.id}:${said.toLowerCase()}`,
      will: `will refer to ${inertText(said)}`,
      subject: sayItem(about.found, call.links),
      note: '',
    };
  },
};
