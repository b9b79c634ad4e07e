import { rules } from '../plan/rules.ts';
import { inertText } from '../render/inert.ts';
import { itemFor } from './about/items.ts';
import { didYouMean } from './about/names.ts';
import { misused, refuse, type Command } from './command.ts';
import { itemAndRest } from './grammar/words.ts';

export const ignore: Command = {
  help: {
    name: 'ignore',
    usage: '["ITEM"] RULE [off]',
    does: 'stops one rule from speaking about the item',
    who: 'changers',
    details: [
      'A rule is named as in the findings, such as `overdue`; each has a page under docs/rules. With `off` the rule speaks again. For the whole roadmap the configuration does it: `rules: { overdue: off }`.',
      'The answer is a thumb. The roadmap file is not changed.',
    ],
    examples: [
      { line: '/roadmap ignore closed-not-done', says: 'for the item that refers to this issue' },
      { line: '/roadmap ignore closed-not-done off', says: 'heed it again' },
    ],
  },
  decide(call) {
    const { item: name, rest } = itemAndRest(call.words);
    const [written, off, ...others] = rest;
    const isOff = off?.text.toLowerCase() === 'off';
    if (written === undefined || others.length > 0 || (off !== undefined && !isOff)) {
      return misused(call.help, 'One rule was expected.');
    }
    const ids = rules.map(({ id }) => id);
    const rule = ids.find((id) => id === written.text.toLowerCase());
    if (rule === undefined) {
      const near = didYouMean(written.text, ids);
      return refuse(
        `No rule is called “${inertText(written.text, { maxLength: 60 })}”.${near || ` There are ${ids.map((id) => `\`${id}\``).join(', ')}.`}`,
      );
    }
    const about = itemFor(call, name);
    if ('refusal' in about) return about.refusal;
    const { item, roadmap } = about.found;
    return {
      kind: 'remember',
      path: roadmap.path,
      change: (conversation) => ({
        ...conversation,
        ignored: [
          ...conversation.ignored.filter((ignored) => ignored.item !== item.id || ignored.rule !== rule),
          ...(isOff ? [] : [{ item: item.id, rule, by: call.comment.author }]),
        ],
      }),
    };
  },
};
