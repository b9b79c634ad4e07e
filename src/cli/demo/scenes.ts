import type { Scene } from './stage.ts';

/** The story, one scene for each dialect in roadmaps/. It comes out the same whenever it is told: what is open here is late for good. */
export const SCENES: readonly Scene[] = [
  {
    dialect: 'release-tables',
    name: 'lantern',
    issues: {
      655: { title: 'Time limits for slow plugins' },
      701: { title: 'Restore into another region' },
      790: { title: 'Failed restores do not name their snapshot', closed: true },
      812: { title: 'Streaming restore' },
    },
    milestones: { titles: ['2.4.0', '2.5.0'], closed: [] },
    expected: {
      opened: ['Sign snapshots when they are written', 'Rotate the keys of old snapshots'],
      commentedOn: [655, 701, 812],
    },
  },
  {
    dialect: 'milestone-lists',
    name: 'meadow',
    issues: { 211: { title: 'Reports over time' } },
    milestones: {
      titles: ['v0.5.0', 'v0.6.0', 'v0.7.0', 'v0.8.0', 'v0.9.0', 'v0.9.1', 'v1.0.0'],
      closed: ['v0.5.0', 'v0.6.0', 'v0.7.0', 'v0.8.0', 'v0.9.0'],
    },
    expected: { opened: [], commentedOn: [211] },
  },
  {
    dialect: 'numbered-headings',
    name: 'anvil',
    issues: { 77: { title: 'Sign in with OAuth 2.0' } },
    expected: { opened: [], commentedOn: [] },
  },
  {
    dialect: 'timeline-table',
    name: 'harvest',
    issues: { 318: { title: 'An agent for Windows' } },
    expected: { opened: [], commentedOn: [318] },
  },
  {
    dialect: 'now-next-later',
    name: 'pebble',
    issues: { 88: { title: 'Export to PDF', closed: true }, 120: { title: 'Search is slow' } },
    expected: { opened: [], commentedOn: [] },
  },
  {
    dialect: 'task-lists',
    name: 'kiln',
    issues: { 31: { title: 'Secrets in logs', closed: true }, 58: { title: 'Remote caches' } },
    expected: { opened: ['A hub for shared steps'], commentedOn: [58] },
  },
  {
    dialect: 'nested-themes',
    name: 'ferry',
    issues: {
      377: { title: 'Traces end at the gateway', closed: true },
      402: { title: 'Weighted routes', closed: true },
    },
    expected: { opened: [], commentedOn: [] },
  },
  {
    dialect: 'quarter-matrix',
    name: 'orchard',
    issues: { 61: { title: 'Previews take minutes' } },
    expected: { opened: [], commentedOn: [61] },
  },
  { dialect: 'dated-milestones', name: 'tinder-box', issues: {}, expected: { opened: [], commentedOn: [] } },
  { dialect: 'board-only', name: 'thicket', issues: {}, expected: { opened: [], commentedOn: [] } },
];
