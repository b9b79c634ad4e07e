import { it } from '@jest/globals';
import { placeholders } from './roadmaps.ts';
import { Story } from './story.ts';
it('x', async () => {
  const story = await Story.begin();
  const READ_ONLY = { contents: 'read', issues: 'read', pull_requests: 'read', checks: 'write' } as const;
  const installation = story.organisation('timid-org', { permissions: READ_ONLY });
  const repository = await story.repository('timid-org/served');
  await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
  story.sandbox.state.clearRequests();
  await story.syncAfter(repository, () =>
    story.sandbox.grant(installation, { ...READ_ONLY, issues: 'write' }, 'alice'),
  );
  console.log(
    story.log
      .split('\n')
      .filter((l) => !l.startsWith('{'))
      .join('\n'),
    story.sandbox.state.requests.map((r) => `${r.method} ${r.path} ${r.operation} ${r.status} ${r.actor}`).join('\n'),
    JSON.stringify(story.syncs(repository), null, 1),
  );
  await story.end();
}, 60000);
