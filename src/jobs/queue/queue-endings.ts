import type { PgBoss } from 'pg-boss';
import { QUEUE } from './queue-names.ts';
import type { ActiveJob } from './queue-settle.ts';

interface Ending {
  job: Pick<ActiveJob<unknown>, 'id' | 'retryCount'>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Ends jobs that succeeded; those that end while the store is busy share one statement. Nothing is kept of them. */
export class Endings {
  readonly #boss: PgBoss;
  #waiting: Ending[] = [];
  #isBusy = false;

  constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** Resolves when it is durable. A job that is no longer this attempt's stays as it is. */
  end(job: Ending['job']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      if (!this.#isBusy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const endings = this.#waiting.splice(0);
      try {
        await this.#boss.deleteJob(
          QUEUE,
          endings.map(({ job: { id, retryCount } }) => ({ id, retryCount })),
        );
        for (const { resolve } of endings) resolve();
      } catch (error) {
        for (const { reject } of endings) reject(error);
      }
    }
    this.#isBusy = false;
  }
}
