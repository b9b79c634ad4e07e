/** Users, organizations and bots. */
import { canSee } from '../access.ts';
import type { Account } from '../records.ts';
import { fullName } from '../world.ts';
import { connection } from './connection.ts';
import { ownerProjectFields } from './project.ts';
import type { Fields } from './context.ts';
import { notResolved, visible } from './context.ts';

export const accountFields: Fields<Account> = {
  id: (account) => account.nodeId,
  databaseId: (account) => account.id,
  name: (account) => account.login,
  url: (account, _args, { world }) => `${world.origin}/${account.login.replace(/\[bot\]$/, '')}`,
  resourcePath: (account) => `/${account.login.replace(/\[bot\]$/, '')}`,
  avatarUrl: (account, _args, { world }) => `${world.origin}/avatars/u/${account.id}`,
  ...ownerProjectFields,
  repository: (account, args, context) => {
    const name = `${account.login}/${String(args['name'])}`;
    const { world } = context;
    const found = world.repository(name) ?? (args['followRenames'] === false ? null : world.renamedRepository(name));
    const repository = visible(context, found);
    if (!repository) throw notResolved(`a Repository with the name '${name}'`);
    return repository;
  },
  repositories: (account, args, { actor, world }, info) => {
    const own = [...world.repositories.values()].filter((each) => each.owner === account && canSee(actor, each));
    own.sort((a, b) => (fullName(a) < fullName(b) ? -1 : 1));
    return connection(own, args, info);
  },
};

/** As an author a bot goes by its slug alone; `viewer`, which the schema calls a User, keeps the `[bot]` of REST. */
export const botFields: Fields<Account> = {
  ...accountFields,
  login: (account) => account.login.replace(/\[bot\]$/, ''),
};
