import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const folder = fileURLToPath(new URL('../../.github/workflows', import.meta.url));

interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: { run?: string }[] }>;
}

const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  return { file, text, workflow: parse(text) as Workflow };
});

const permissionsOf = (file: string, job: string) =>
  workflows.find((one) => one.file === file)?.workflow.jobs[job]?.permissions;

describe('the workflows', () => {
  it('give no job more than it asks for', () => {
    expect(workflows.map(({ file }) => file)).toEqual(['ci.yml', 'milepost.yml', 'release.yml']);
    for (const { workflow } of workflows) {
      expect(Object.values(workflow.permissions ?? { none: 'write' })).not.toContain('write');
    }
    expect(permissionsOf('release.yml', 'verify')).toEqual({ contents: 'read' });
    expect(permissionsOf('release.yml', 'npm')).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(permissionsOf('release.yml', 'image')).toEqual({ contents: 'read', packages: 'write' });
  });

  it('put nothing that others write into a script', () => {
    for (const { workflow } of workflows) {
      const scripts = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
      expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    }
  });

  it('use actions by their commit, with the version beside it that an update bot keeps', () => {
    const uses = workflows.flatMap(({ text }) => text.match(/uses: .*$/gm) ?? []);
    expect(uses.length).toBeGreaterThan(20);
    const pinned = /^uses: (?:\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
    const kept = parse(readFileSync(join(folder, '../dependabot.yml'), 'utf8')) as {
      updates: { 'package-ecosystem': string }[];
    };
    expect(kept.updates.map((update) => update['package-ecosystem'])).toEqual(['github-actions', 'npm']);
  });

  it("never run a stranger's code with a token that writes", () => {
    expect(workflows.filter(({ text }) => text.includes('pull_request_target'))).toEqual([]);
  });

  it('publish with provenance, after the tests and the audit', () => {
    const release = workflows.find(({ file }) => file === 'release.yml')?.text ?? '';
    for (const words of ['npm publish --provenance', 'npm run check:release', '.ci/run', 'needs: verify']) {
      expect(release).toContain(words);
    }
  });
});
