import { describe, expect, it } from '@jest/globals';
import { beginCommands, finishCommands, useCommand } from '../../src/store/commands.ts';
import { storeKinds, useStore } from './stores.ts';

describe.each(storeKinds)('comments with commands, on %s', (kind) => {
  const store = useStore(kind);

  it('are new, then begun until they are finished', async () => {
    const database = await store.fresh();
    const comment = { repositoryId: 7, commentId: 3_000_000_000 };
    expect(await beginCommands(database, comment)).toBe('new');
    expect(await beginCommands(database, comment)).toBe('begun');
    await finishCommands(database, comment.commentId, { reply: 'written', lines: [{ line: 'a\u0000b' }] });
    expect(await beginCommands(database, comment)).toBe('done');
    expect(await beginCommands(database, { ...comment, commentId: 4 })).toBe('new');
  });

  it('may be given so often by a person in a repository, whatever the case of the login', async () => {
    const database = await store.fresh();
    const use = (login: string, repositoryId = 7) =>
      useCommand(database, { repositoryId, login, most: 2, seconds: 600 });
    expect([await use('bob'), await use('Bob'), await use('bob')]).toEqual([true, true, false]);
    expect(await use('carol')).toBe(true);
    expect(await use('bob', 8)).toBe(true);
  });

  it('may be given again when the earlier ones are old', async () => {
    const database = await store.fresh();
    const use = () => useCommand(database, { repositoryId: 7, login: 'bob', most: 1, seconds: 600 });
    expect([await use(), await use()]).toEqual([true, false]);
    await database.query(`update milepost.command_uses set used_at = now() - interval '11 minutes'`, []);
    expect([await use(), await use()]).toEqual([true, false]);
  });
});
