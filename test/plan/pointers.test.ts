import { describe, expect, it } from '@jest/globals';
import { pointersOf } from '../../src/plan/pointers.ts';
import { found, observation, repository } from './builders.ts';

/** Of the roadmap's own repository, which every Observation has. */
const OWN_POINTERS = ['acme/anchor', 'repository:42'];

describe('what a roadmap points to', () => {
  it('goes by the name in the file and by the one that it has now', () => {
    const moved = found('quill/anchor#7', { moved: true, repo: 'Press', number: 70, nodeId: 'I_70' });
    const observed = observation({ references: { 'quill/anchor#7': moved } });
    expect(pointersOf(observed)).toEqual([...OWN_POINTERS, 'node:I_70', 'quill/anchor#7', 'quill/press#70'].toSorted());
  });

  it('is kept where nothing was found: it may be there one day', () => {
    const observed = observation({
      references: {
        'quill/anchor#1': { state: 'missing' },
        'quill/secret#2': { state: 'hidden' },
        'quill/anchor/milestone/3': { state: 'unobserved', reason: 'GitHub was away' },
      },
      repositories: ['quill/secret', repository('anchor', { id: 43, owner: 'quill' })],
    });
    expect(pointersOf(observed)).toEqual([
      'acme/anchor',
      'quill/anchor',
      'quill/anchor#1',
      'quill/anchor/milestone/3',
      'quill/secret',
      'quill/secret#2',
      'repository:42',
      'repository:43',
    ]);
  });

  it('is the board too, where there is one', () => {
    const board = {
      state: 'found' as const,
      id: 'PVT_1',
      owner: 'quill',
      number: 1,
      title: 'Plan',
      url: '',
      public: true,
      closed: false,
      writable: true,
      fields: [],
    };
    expect(pointersOf(observation({ board }))).toEqual(['acme/anchor', 'node:PVT_1', 'repository:42']);
    const hidden = { state: 'absent' as const, reason: 'absent' as const, named: '#1' };
    expect(pointersOf(observation({ board: hidden }))).toEqual(OWN_POINTERS);
  });
});
