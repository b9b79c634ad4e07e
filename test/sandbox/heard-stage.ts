/** The stage with Milepost installed and every webhook heard, in the order in which things happened. */
import type { InstallOptions } from '../../src/sandbox/accounts.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { listen, stage } from './story.ts';
import type { Listener, Received } from './story.ts';

interface Arrangement {
  options?: SandboxOptions;
  install?: InstallOptions;
  /** What is there before anybody listens: in front of the installation, and behind it. */
  before?: (sandbox: Sandbox) => void;
  after?: (sandbox: Sandbox) => void;
}

export interface HeardStage {
  sandbox: Sandbox;
  listener: Listener;
  installation: number;
  token: string;
  /** Sends what happened, in its order: on their own ways deliveries may overtake each other. */
  flush: () => Promise<void>;
  /** Everything heard of one event so far, in its order. */
  heard: (event: string) => Promise<Received['payload'][]>;
  close: () => Promise<void>;
}

/** Nothing of what was arranged is among what will be heard. */
export async function heardStage({ options = {}, install = {}, before, after }: Arrangement = {}): Promise<HeardStage> {
  const listener = await listen();
  const sandbox = await stage(options, listener.url);
  sandbox.deliveries.pause();
  before?.(sandbox);
  const installation = sandbox.install('example-org', install);
  after?.(sandbox);
  const flush = async (): Promise<void> => {
    await sandbox.deliveries.resume();
    sandbox.deliveries.pause();
  };
  await flush();
  listener.received.length = 0;
  return {
    sandbox,
    listener,
    installation,
    token: sandbox.createInstallationToken(installation),
    flush,
    heard: async (event) => {
      await flush();
      return listener.received
        .filter(({ headers }) => headers['x-github-event'] === event)
        .map(({ payload }) => payload);
    },
    close: async () => {
      await sandbox.close();
      await listener.close();
    },
  };
}
