import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { PAGE_STYLE } from '../../render/page/page-style.ts';
import type { Answer } from './answer.ts';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing but the page's own style and this host's pictures; no script at all. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Of every page, whatever it says. `Vary`: the same address says more to whoever is signed in. The referrer stays in this
 * site, where it tells the way back from signing in.
 */
const PAGE_HEADERS: OutgoingHttpHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'Cookie, Accept-Encoding',
};

/** A document of src/render/page with the headers that all of them have. */
export const page = (
  status: number,
  headers: OutgoingHttpHeaders,
  body: Answer['body'],
  tag: string | null = null,
): Answer => ({ status, headers: { ...PAGE_HEADERS, ...headers }, body, tag });
