import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('an empty box under a heading that tells a status', () => {
  it.each([
    ['Deferred', 'slipped'],
    ['Deferred reminders', 'slipped'],
    ['On hold', 'slipped'],
    ['Cancelled', 'dropped'],
    ['🚧 In progress', 'in-progress'],
    ['Currently in progress (v1.2)', 'in-progress'],
    ['Em andamento', 'in-progress'],
    ['Différé', 'slipped'],
  ])('has the status of %s', (heading, status) => {
    expect(told('# Lantern', `## ${heading}`, '- [ ] Trim the wick')[0]).toMatch(`Trim the wick | ${status} |`);
  });

  it.each(['Phase 3 [In progress]', 'Done', 'In progress: the reader'])('is planned under %s', (heading) => {
    expect(told('# Lantern', `## ${heading}`, '- [ ] Trim the wick')).toEqual(['Trim the wick | planned | -']);
  });

  it('goes on below a heading that tells none', () => {
    const text = ['# Lantern', '## In progress', '### Testing', '- [x] Light it', '- [ ] Blow it out'];
    expect(told(...text)).toEqual(['Light it | done | -', 'Blow it out | in-progress | -']);
  });
});
