/**
 * Loaded into the app's process before anything of its own (`node --import`): stops it at a request or at a statement, and
 * shifts its clock. The product itself knows nothing of it.
 *
 * MATRIX_RULES names a file of rules, read again before each use; whatever comes to stand still is told by a line in the
 * file MATRIX_LOG. With MATRIX_PATIENCE the app waits that many times longer for answers, so that many requests can stand
 * still together before the first is given up. MATRIX_CLOCK_MS is by how much the clock is wrong, from the start or with MATRIX_CLOCK=later from SIGUSR2 on.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';

const { MATRIX_RULES = '', MATRIX_LOG = '', MATRIX_PATIENCE = '1', MATRIX_CLOCK_MS = '0', MATRIX_CLOCK } = process.env;

const used = new Set();
const standStill = () => new Promise(() => {});

const rulesAt = (at) =>
  (existsSync(MATRIX_RULES) ? JSON.parse(readFileSync(MATRIX_RULES, 'utf8')) : []).filter(
    (rule) => rule.at === at && !used.has(rule.id),
  );

/** Whether a rule is about this; each is once. */
function meets(at, isMet) {
  const rule = rulesAt(at).find(isMet);
  if (rule === undefined) return false;
  used.add(rule.id);
  appendFileSync(MATRIX_LOG, `${rule.id}\n`);
  return true;
}

const { fetch: send } = globalThis;
globalThis.fetch = async (input, init = {}) => {
  const method = (init.method ?? 'GET').toUpperCase();
  if (method === 'GET') return send(input, init);
  const { pathname } = new URL(input instanceof Request ? input.url : String(input));
  const path = pathname.replace('/api/graphql', '/graphql').replace(/^\/api\/v3/, '');
  const isMet = (rule) =>
    rule.method === method &&
    new RegExp(rule.path).test(path) &&
    (rule.body === undefined || (typeof init.body === 'string' && new RegExp(rule.body).test(init.body)));
  if (meets('leaving', isMet)) return standStill();
  const answer = await send(input, init);
  return meets('answered', isMet) ? standStill() : answer;
};

/** A statement that a rule names never reaches the store. */
function watch(prototype) {
  const { query } = prototype;
  prototype.query = function watched(sql, parameters, ...more) {
    const text = typeof sql === 'string' ? sql : (sql?.text ?? '');
    const values = JSON.stringify([parameters, sql?.values]);
    const isMet = (rule) => new RegExp(rule.sql).test(text) && new RegExp(rule.parameters).test(values);
    if (/^\s*(?:insert|update)/i.test(text) && meets('entering', isMet)) return standStill();
    return query.call(this, sql, parameters, ...more);
  };
}
watch(PGlite.prototype);
// Before a connection is taken: the pool has ten, and many statements stand still together.
watch(Pool.prototype);

/** What the app allows a request to GitHub. */
const ANSWER_MS = 10_000;
const { setTimeout: setTimer } = globalThis;
if (MATRIX_PATIENCE !== '1') {
  globalThis.setTimeout = (call, ms, ...given) =>
    setTimer(call, ms === ANSWER_MS ? ms * Number(MATRIX_PATIENCE) : ms, ...given);
}

let shiftMs = MATRIX_CLOCK === 'later' ? 0 : Number(MATRIX_CLOCK_MS);
if (MATRIX_CLOCK === 'later') process.on('SIGUSR2', () => (shiftMs = Number(MATRIX_CLOCK_MS)));
const { Date: RealDate } = globalThis;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shiftMs);
    else super(...given);
  }
  static now() {
    return RealDate.now() + shiftMs;
  }
};
