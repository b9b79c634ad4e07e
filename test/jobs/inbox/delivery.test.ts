import { describe, expect, it } from '@jest/globals';
import { trimDelivery } from '../../../src/jobs/inbox/delivery.ts';
import { deliveryText } from '../../../src/store/deliveries.ts';

const repository = { id: 7, name: 'lantern', full_name: 'example-org/lantern', owner: { login: 'example-org', id: 1 } };

const trimmed = (payload: Record<string, unknown>) => trimDelivery('d', 'push', payload);

describe('what is kept of a webhook', () => {
  it('names its repository, whichever of its names was left out', () => {
    const { full_name: _full, ...withoutFull } = repository;
    const { name: _name, owner: _owner, ...withoutName } = repository;
    expect(trimmed({ repository: withoutFull }).payload).toMatchObject({ repository });
    expect(trimmed({ repository: withoutName }).payload).toMatchObject({
      repository: { id: 7, name: 'lantern', full_name: 'example-org/lantern' },
    });
  });

  it('is nothing of a repository or an installation that cannot be told', () => {
    for (const wrong of [
      null,
      'x',
      [repository],
      {},
      { id: 7 },
      { ...repository, id: 1e300 },
      { id: 7, full_name: 'a' },
    ]) {
      expect(trimmed({ repository: wrong, installation: wrong }).payload).toMatchObject({ repository: undefined });
      expect(trimmed({ repositories: [wrong, repository] }).payload).toMatchObject({
        repositories: [{ id: 7, name: 'lantern', full_name: 'example-org/lantern' }],
      });
    }
    expect(trimmed({ installation: { id: 'x' } })).toMatchObject({
      installationId: null,
      payload: { installation: undefined },
    });
  });

  it('is text where text belongs, and nothing that is nested without end', () => {
    const nested = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    const odd = trimmed({ ref: nested, before: 5, repository: { ...repository, private: nested }, deleted: nested });
    expect(JSON.parse(deliveryText(odd))).toMatchObject({ payload: { repository: { id: 7 } } });
    expect(odd.payload).toMatchObject({ ref: undefined, before: undefined });
  });
});
