/** Who acts and on what: the beginning of every act of `people`. */
import { requireIssue } from './issues.ts';
import type { Account, Author, Issue, Repository } from './records.ts';
import { personOf } from './world.ts';
import type { World } from './world.ts';

export interface As {
  /** Login of who does it; default: the organization's first administrator, or the owner. */
  by?: string;
}

export interface Act {
  target: Repository;
  account: Account;
  /** The account, with the app behind it where it is an app's bot. */
  author: Author;
}

export class PeopleBase {
  protected readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  protected at(repository: string, { by }: As): Act {
    const target = this.world.requireRepository(repository);
    const account = by === undefined ? personOf(this.world, target.owner) : this.world.requireAccount(by);
    const app = [...this.world.apps.values()].find((each) => each.bot === account) ?? null;
    return { target, account, author: { account, app } };
  }

  protected issue(repository: string, number: number, options: As): Act & { issue: Issue } {
    const act = this.at(repository, options);
    return { ...act, issue: requireIssue(this.world, act.target, number) };
  }
}
