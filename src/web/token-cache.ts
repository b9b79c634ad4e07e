/**
 * Tokens of installations, as octokit asks for them: its own cache keeps a token for its hour, whatever happens to the
 * installation meanwhile. https://github.com/octokit/auth-app.js#createappauthoptions-or-new-octokit-auth-
 */
export interface TokenCache {
  /** `key` begins with the installation's id; undefined for none, or for one that is about to end. */
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  /** The next request gets a new token, with the permissions that the installation has now. */
  forget(installationId: number): void;
}

/** GitHub's tokens live for an hour. */
const KEPT_MS = 59 * 60 * 1000;
/** Of so many installations; the one asked for longest ago goes first. */
const MOST = 15_000;

export function createTokenCache(clock: () => number = Date.now): TokenCache {
  const tokens = new Map<string, { value: string; untilMs: number }>();
  return {
    get(key) {
      const token = tokens.get(key);
      return token !== undefined && token.untilMs > clock() ? token.value : undefined;
    },
    set(key, value) {
      tokens.delete(key);
      tokens.set(key, { value, untilMs: clock() + KEPT_MS });
      const [oldest] = tokens.keys();
      if (tokens.size > MOST && oldest !== undefined) tokens.delete(oldest);
    },
    forget(installationId) {
      tokens.delete(String(installationId));
    },
  };
}
