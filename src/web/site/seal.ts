/**
 * Values that a browser keeps for us and can neither read nor change: AES-256-GCM, with a key that every process derives
 * from the same secret, so that none of them has to remember anything.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Seal {
  close(value: object): string;
  /** The value; null for everything that was not closed by this seal. Never throws. */
  open(text: string): unknown;
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Browsers keep no longer cookies. */
const MOST_CHARACTERS = 4_000;

/** `purpose`: what is sealed for one is nothing for another. `secret` is the app's client secret. */
export function createSeal(secret: string, purpose: string): Seal {
  const about = `milepost ${purpose} ${VERSION}`;
  const key = Buffer.from(hkdfSync('sha256', secret, 'milepost', about, 32));
  return {
    close(value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(text) {
      const [version, sealed, ...more] = text.split('.');
      if (version !== VERSION || sealed === undefined || more.length > 0 || text.length > MOST_CHARACTERS) return null;
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
        return JSON.parse(Buffer.concat(opened).toString('utf8')) as unknown;
      } catch {
        // Changed, or of another secret: what the caller asks is exactly this.
        return null;
      }
    },
  };
}
