import { helpOf, helpOverview } from './answers/help.ts';
import { didYouMeanCommand } from './about/names.ts';
import { inertText } from '../render/inert.ts';
import { misused, refuse, say, type Command } from './command.ts';

export const help: Command = {
  help: {
    name: 'help',
    usage: '[COMMAND]',
    does: 'tells the commands, or one of them in full',
    who: 'anyone',
    details: [],
    examples: [
      { line: '/roadmap help', says: 'all of them' },
      { line: '/roadmap help move', says: 'one of them' },
    ],
  },
  decide(call) {
    const [name, ...others] = call.words;
    const { commands: all } = call;
    if (name === undefined) return say(helpOverview(all, call.policy.commands.role));
    if (others.length > 0) return misused(call.help, 'One command was expected.');
    const wanted = all.find((each) => each.name === name.text.toLowerCase());
    if (wanted !== undefined) return say(helpOf(wanted, call.policy.commands.role));
    const names = all.map((each) => each.name);
    return refuse(
      `No command is called “${inertText(name.text, { maxLength: 60 })}”.${didYouMeanCommand(name.text, names)}`,
    );
  },
};
