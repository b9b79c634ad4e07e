/** This machine's own names; nobody elsewhere can make a browser send them to this process. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Origin under which the browser knows this site: MILEPOST_URL. Where that is not set Milepost is tried out on this machine, by
 * whichever of its names stands in `Host`, so that cookies are found again; every other name counts for nothing.
 */
export function originOf(publicUrl: string | null, host: string | undefined, port: number | undefined): string {
  if (publicUrl !== null) return publicUrl;
  return host !== undefined && LOOPBACK.test(host) ? `http://${host.toLowerCase()}` : `http://localhost:${port ?? 0}`;
}
