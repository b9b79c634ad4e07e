import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** GitHub writes lower case. https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/**
 * Tells whether `signature` (`X-Hub-Signature-256`) is that of these very bytes under the webhook secret. Takes the same
 * time whichever digits are wrong; anything not of GitHub's form is not the signature.
 */
export function createSignatureCheck(secret: string): (body: Buffer, signature: string) => boolean {
  const key = createSecretKey(secret, 'utf8');
  return (body, signature) => {
    const digits = SIGNATURE.exec(signature)?.[1];
    if (digits === undefined) return false;
    return timingSafeEqual(createHmac('sha256', key).update(body).digest(), Buffer.from(digits, 'hex'));
  };
}
