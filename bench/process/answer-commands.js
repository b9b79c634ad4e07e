/**
 * The other side of start-process.js: answers each message with what the command of that name gives. After the command
 * `last`, where there is one, nothing more is expected.
 */
export function answerCommands(commands, last = null) {
  const answer = async ({ id, command, input }) => {
    try {
      process.send({ id, result: (await commands[command](input ?? {})) ?? null });
      if (command === last) process.disconnect();
    } catch (error) {
      process.send({ id, fault: String(error.stack) });
    }
  };
  process.on('message', (message) => void answer(message));
  process.send({ id: 'ready' });
}
