/** The events of a fleet's day: most concern nothing that a roadmap knows. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export const SECRET = 'the secret of the measurement';

/** GitHub keeps some connections to a receiver open. */
const CONNECTIONS = 32;

const repositoryOf = ({ id, owner, name }) => ({
  id,
  name,
  full_name: `${owner}/${name}`,
  private: false,
  default_branch: 'main',
  owner: { login: owner },
});

const common = (place) => ({
  repository: repositoryOf(place),
  installation: { id: place.installationId },
  sender: { login: 'alice', type: 'User' },
});

const issueEvent = (place, number) => ({
  event: 'issues',
  place,
  payload: {
    ...common(place),
    action: 'edited',
    changes: { title: { from: 'Words' } },
    issue: { number, user: { login: 'alice', type: 'User' } },
  },
});

/** An issue that is in the roadmap. */
export const touching = (place) => issueEvent(place, 1 + Math.floor(Math.random() * 3));

/** One that is not. */
const beside = (place) => issueEvent(place, 4);

/** A push that touched other files. */
const push = (place, head) => ({
  event: 'push',
  place,
  payload: { ...common(place), ref: 'refs/heads/main', before: head, after: head },
});

const commented = (place) => ({
  event: 'issue_comment',
  place,
  payload: {
    ...common(place),
    action: 'created',
    issue: { number: 4, user: { login: 'alice', type: 'User' } },
    comment: { id: Math.floor(Math.random() * 2 ** 40), body: 'Thank you.', user: { login: 'alice', type: 'User' } },
  },
});

/** How the events of a day are divided. */
export const MIX = { beside: 0.5, commented: 0.34, touching: 0.12, push: 0.04 };

/** `count` events at random places. `headOf`: the commit that a place is at. */
export function dayOf(places, count, head) {
  return Array.from({ length: count }, () => {
    const place = places[Math.floor(Math.random() * places.length)];
    const chance = Math.random();
    if (chance < MIX.beside) return beside(place);
    if (chance < MIX.beside + MIX.commented) return commented(place);
    return chance < MIX.beside + MIX.commented + MIX.touching ? touching(place) : push(place, head);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Delivers one as GitHub does; resolves when it was acknowledged. */
function deliver(port, { id, event, payload }) {
  const body = JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-github-event': event,
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ port, path: '/api/github/webhooks', method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 202 ? resolve() : reject(new Error(`${event} was answered ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Delivers all of them, `perSecond` or as fast as they are taken; gives when each was acknowledged, by its id, in
 * milliseconds since 1970.
 */
export async function deliverAll(port, events, perSecond = Infinity) {
  const acknowledgedAt = new Map();
  const start = performance.now();
  let next = 0;
  const work = async () => {
    while (next < events.length) {
      const due = (next * 1000) / perSecond - (performance.now() - start);
      const each = events[next++];
      if (due > 1) await new Promise((resolve) => setTimeout(resolve, due));
      const id = randomUUID();
      await deliver(port, { id, ...each });
      acknowledgedAt.set(id, { atMs: Date.now(), ...each });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return acknowledgedAt;
}

export const endConnections = () => agent.destroy();
