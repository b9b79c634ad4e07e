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
    let commentId = 0;
    const use = (login: string, repositoryId = 7) =>
      useCommand(database, { repositoryId, login, commentId: (commentId += 1), line: 0 }, { most: 2, seconds: 600 });
    expect([await use('bob'), await use('Bob'), await use('bob')]).toEqual([true, true, false]);
    expect(await use('carol')).toBe(true);
    expect(await use('bob', 8)).toBe(true);
  });

  it('count once for a line, however often its work is repeated', async () => {
    const database = await store.fresh();
    const use = (commentId: number, line: number) =>
      useCommand(database, { repositoryId: 7, login: 'bob', commentId, line }, { most: 2, seconds: 600 });
    expect([await use(1, 0), await use(1, 0), await use(1, 1), await use(1, 0)]).toEqual([true, true, true, true]);
    expect([await use(2, 0), await use(1, 1)]).toEqual([false, true]);
    expect(await database.query('select comment_id from milepost.command_uses')).toHaveLength(2);
  });

  it('may be given again when the earlier ones are old', async () => {
    const database = await store.fresh();
    const use = (commentId: number) =>
      useCommand(database, { repositoryId: 7, login: 'bob', commentId, line: 0 }, { most: 1, seconds: 600 });
    expect([await use(1), await use(2)]).toEqual([true, false]);
    await database.query(`update milepost.command_uses set used_at = now() - interval '11 minutes'`, []);
    expect([await use(3), await use(4)]).toEqual([true, false]);
  });
});
