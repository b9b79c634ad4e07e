import { availableParallelism } from 'node:os';

/** Native ES modules, TypeScript stripped by swc; run through `npm test`, which passes Node the flag that Jest needs. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testSequencer: '<rootDir>/test/long-first.cjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // Most of what the tests do is waiting: more workers than processors.
  maxWorkers: availableParallelism() * 2,
  coverageProvider: 'v8',
  // A worker that has grown past this is replaced between two test files: nock and PGlite keep memory.
  workerIdleMemoryLimit: '1GB',
  // A busy machine is slow; a test that hangs is found soon enough all the same.
  testTimeout: 120_000,
};
