/** Where Jest knows no times it begins with the largest files; the longest stories are told by some of the smallest. */
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG =
  /scenarios\/(?:ledger-matrix-(?:embedded|postgres)|once-|noise|chaos-|erasing-|without-events|bad-input)|browser\/site/;

module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own, which gives a new list
    const usual = super.sort(tests);
    return [...usual.filter(({ path }) => LONG.test(path)), ...usual.filter(({ path }) => !LONG.test(path))];
  }
};
