import { inertText } from '../render/inert.ts';
import { itemFor } from './about/items.ts';
import { misused, refuse, type Command } from './command.ts';
import { itemAndRest, withoutLead } from './grammar/words.ts';

export const snooze: Command = {
  help: {
    name: 'snooze',
    usage: '["ITEM"] [until YYYY-MM-DD | off]',
    does: 'has Milepost say nothing about the item until a day',
    who: 'changers',
    details: [
      'The day itself is still quiet. Without a day, Milepost is quiet until `/roadmap snooze off`. While an item is snoozed no comment is written on its issue, and no finding names it.',
      'The answer is a thumb. The roadmap file is not changed.',
    ],
    examples: [
      { line: '/roadmap snooze until 2027-03-31', says: 'the item that refers to this issue' },
      { line: '/roadmap snooze off', says: 'speak of it again' },
    ],
  },
  decide(call) {
    const { item: name, rest } = itemAndRest(call.words);
    const isOff = rest.length === 1 && rest[0]?.text.toLowerCase() === 'off';
    const [day, ...others] = isOff ? [] : withoutLead(rest, 'until');
    if (others.length > 0 || (rest.length > 0 && !isOff && day === undefined)) {
      return misused(call.help, 'One day was expected.');
    }
    if (day !== undefined && !isDay(day.text)) {
      return refuse(
        `“${inertText(day.text, { maxLength: 60 })}” is no day. Expected was one such as \`/roadmap snooze until ${call.today}\`.`,
      );
    }
    if (day !== undefined && day.text < call.today) {
      return refuse(`${day.text} is over: today is ${call.today}.`);
    }
    const about = itemFor(call, name);
    if ('refusal' in about) return about.refusal;
    const { item, roadmap } = about.found;
    return {
      kind: 'remember',
      path: roadmap.path,
      change: (conversation) => ({
        ...conversation,
        snoozed: [
          ...conversation.snoozed.filter((snoozed) => snoozed.item !== item.id),
          ...(isOff ? [] : [{ item: item.id, until: day?.text ?? null, by: call.comment.author }]),
        ],
      }),
    };
  },
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
