/** Loaded with `--import` into a process whose clock is to be `CLOCK_AHEAD_MS` ahead of the machine's. */
const aheadMs = Number(process.env['CLOCK_AHEAD_MS']);
const RealDate = Date;
const now = () => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, newTarget) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
