import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roadmapJsonSchema } from '../../src/render/json-schema/json-schema-roadmap.ts';
import { Ajv } from 'ajv';
import { runCommand, scratchFolder } from './run-command.ts';

const { folder, remove } = scratchFolder();
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(roadmapJsonSchema());
const parse = (...parameters: string[]) => runCommand(['parse', ...parameters], { cwd: folder });

interface Document {
  file: string;
  repo: string | null;
  items: { title: string; references: { owner: string; repo: string; number: number }[] }[];
  problems: { rule: string; message: string }[];
}

const documents = (out: string): Document[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Document);

beforeAll(() => {
  writeFileSync(
    join(folder, 'ROADMAP.md'),
    '# Anchor roadmap\n\n## Later\n\n- [ ] Faster start #12\n- [x] Dark mode\n- Themes (issue coming soon)\n',
  );
  writeFileSync(join(folder, 'empty.md'), '');
  writeFileSync(join(folder, 'latin1.md'), Buffer.from('# Caf\xe9\n', 'latin1'));
  writeFileSync(join(folder, 'long.md'), `# Roadmap\n\n${'- a thing to do\n'.repeat(20_000)}`);
  writeFileSync(join(folder, 'crlf.md'), '\ufeff# Roadmap\r\n\r\n## Now\r\n\r\n- Faster start\r\n');
  mkdirSync(join(folder, 'docs'));
});
afterAll(remove);

describe('milepost parse', () => {
  it('prints an outline for people', async () => {
    const { code, out, err } = await parse('ROADMAP.md', '--repo', 'acme/anchor');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ROADMAP\.md {2}Anchor roadmap {2}acme\/anchor\n/);
    expect(out).toContain('▸ Later');
    expect(out).toMatch(/○ Faster start .*acme\/anchor#12/);
    expect(out).toMatch(/● Dark mode .*done/);
    expect(out).toMatch(/○ Themes .*placeholder/);
    expect(out).toMatch(/3 items .* 1 reference, 1 placeholder, 0 problems\n$/);
  });

  it('prints one object for one file with --json, and an array for several', async () => {
    const one = JSON.parse((await parse('ROADMAP.md', '--json', '--repo', 'acme/anchor')).out) as Document;
    expect(validate(one) || validate.errors).toBe(true);
    expect(one.items.map(({ title }) => title)).toEqual(['Faster start', 'Dark mode', 'Themes']);
    const several = JSON.parse((await parse('ROADMAP.md', 'crlf.md', '--json')).out) as Document[];
    expect(several.map(({ file }) => file)).toEqual(['ROADMAP.md', 'crlf.md']);
  });

  it('prints a document a line with --jsonl, also for files that are none, and says so', async () => {
    const files = ['missing.md', 'ROADMAP.md', 'docs', 'latin1.md', 'long.md', 'empty.md', 'crlf.md'];
    const { code, out, err } = await parse(...files, '--jsonl');
    const lines = documents(out);
    expect(lines.map(({ file }) => file)).toEqual(files);
    for (const line of lines) expect(validate(line) || validate.errors).toBe(true);
    expect(lines.map(({ items }) => items.length)).toEqual([0, 3, 0, 0, 0, 0, 1]);
    const unreadable = lines.filter(({ problems }) => problems.some(({ rule }) => rule === 'unreadable-file'));
    expect(unreadable.map(({ file }) => file).filter((file) => file !== 'empty.md')).toEqual([
      'missing.md',
      'docs',
      'latin1.md',
      'long.md',
    ]);
    expect(err).toContain('milepost: missing.md cannot be read: there is no such file. Check the path.\n');
    expect(err).toMatch(/milepost: docs cannot be read: this is a folder, expected a file\./);
    expect(err).toMatch(/milepost: latin1\.md is not UTF-8;/);
    expect(err).toMatch(/milepost: long\.md has 320011 bytes;/);
    expect(code).toBe(2);
  });

  it('ends with 1 when a file that is there is no readable roadmap', async () => {
    expect((await parse('ROADMAP.md', 'latin1.md')).code).toBe(1);
    expect((await parse('long.md')).code).toBe(1);
  });

  it('does not read without end', async () => {
    const { code, err } = await parse('/dev/zero');
    expect(code).toBe(1);
    expect(err).toMatch(/\/dev\/zero has \d+ bytes/);
  });

  it('takes repositories from a map, by the path as given or absolute', async () => {
    writeFileSync(
      join(folder, 'map.json'),
      JSON.stringify({ 'ROADMAP.md': 'acme/one', [join(folder, 'crlf.md')]: 'acme/two' }),
    );
    const { out } = await parse('./ROADMAP.md', 'crlf.md', 'empty.md', '--jsonl', '--repo-map', 'map.json');
    expect(documents(out).map(({ repo }) => repo)).toEqual(['acme/one', 'acme/two', null]);
  });

  it.each<[string, string, RegExp]>([
    ['that is missing', '', /--repo-map map2\.json: there is no such file/],
    ['that is no JSON', '{', /not JSON .*expected a JSON object of path → OWNER\/NAME/],
    ['that is a list', '[]', /expected a JSON object/],
    ['with a name that is none', '{"a.md":"anchor"}', /the value of "a\.md" is "anchor", expected OWNER\/NAME/],
  ])('refuses a map %s', async (_, text, message) => {
    if (text !== '') writeFileSync(join(folder, 'map2.json'), text);
    const { code, err, out } = await parse('ROADMAP.md', '--repo-map', 'map2.json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('reads only references of the host that the environment names', async () => {
    writeFileSync(
      join(folder, 'links.md'),
      '# Roadmap\n\n## Later\n\n- Faster start https://git.acme.test/acme/anchor/issues/7\n',
    );
    const at = async (env: Record<string, string>) =>
      documents((await runCommand(['parse', 'links.md', '--jsonl'], { cwd: folder, env })).out)[0]!.items[0]!
        .references;
    expect(await at({})).toEqual([]);
    expect(await at({ GITHUB_SERVER_URL: 'https://git.acme.test' })).toMatchObject([
      { owner: 'acme', repo: 'anchor', number: 7 },
    ]);
    expect(await at({ GHE_HOST: 'git.acme.test' })).toHaveLength(1);
  });

  it('lets no file name command the terminal', async () => {
    const { err } = await parse('\u001b[2J.md');
    expect(err).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('explains every line with --explain', async () => {
    writeFileSync(
      join(folder, 'explain.md'),
      '# Anchor roadmap\n\n## Q3 2026\n\n- [x] Faster start #12\n- Prices <!-- milepost: ignore -->\n',
    );
    const { code, out } = await parse('explain.md', '--explain', '--repo', 'acme/anchor');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'explain.md',
      '   1  section       # Anchor roadmap',
      '                    the title of the document',
      '',
      '   3  section       ## Q3 2026',
      '                    names a release, a time, a status or what it gathers, not a work',
      '',
      '   5  item          - [x] Faster start #12',
      '                    a bullet with a checkbox',
      '                    title “Faster start” · done: box ticked · target Q3 2026, to 2026-09-30: from the heading on line 3 · acme/anchor#12',
      '   6  ignored       - Prices <!-- milepost: ignore -->',
      '                    ignored: <!-- milepost: ignore --> on line 6',
      '',
      expect.stringContaining('docs/reading.md'),
      '6 lines, 1 item, 0 problems',
      '',
    ]);
  });

  it('gives the same as data with --explain and --json or --jsonl', async () => {
    const { out } = await parse('ROADMAP.md', '--explain', '--json', '--repo', 'acme/anchor');
    const document = JSON.parse(out) as { lines: { line: number; role: string; items: { title: string }[] }[] };
    expect(document.lines.map(({ line, role }) => [line, role])).toEqual([
      [1, 'section'],
      [2, 'blank'],
      [3, 'section'],
      [4, 'blank'],
      [5, 'item'],
      [6, 'item'],
      [7, 'item'],
    ]);
    expect(document.lines[4]).toEqual({
      line: 5,
      endLine: 5,
      role: 'item',
      signal: 'checkbox',
      reason: 'a bullet with a checkbox',
      text: '- [ ] Faster start #12',
      items: [
        {
          index: 0,
          id: expect.stringMatching(/^[0-9a-f]{10}$/),
          title: 'Faster start',
          status: { value: 'planned', from: 'box empty' },
          target: { text: 'Later', from: 'from the heading on line 3' },
          areas: [],
          references: [{ kind: 'issue', owner: 'acme', repo: 'anchor', number: 12, line: 5, text: '#12' }],
          placeholder: false,
          untracked: false,
        },
      ],
    });
    const several = (await parse('crlf.md', 'empty.md', '--explain', '--jsonl')).out.trimEnd().split('\n');
    expect(several.map((line) => (JSON.parse(line) as { lines: unknown[] }).lines.length)).toEqual([5, 0]);
  });

  it('says of a refused file why, also with --explain', async () => {
    const { code, out, err } = await parse('latin1.md', 'crlf.md', '--explain');
    expect(code).toBe(1);
    expect(err).toMatch(/milepost: latin1\.md is not UTF-8;/);
    expect(out).toMatch(/^crlf\.md\n/);
    const [document] = JSON.parse((await parse('latin1.md', 'crlf.md', '--explain', '--json')).out) as {
      lines: unknown[];
      problems: { rule: string }[];
    }[];
    expect([document?.lines, document?.problems[0]?.rule]).toEqual([[], 'unreadable-file']);
  });

  it('shows with --json that an item wants no issue', async () => {
    writeFileSync(join(folder, 'untracked.md'), '# Plans\n\n- Undo <!-- milepost: untracked -->\n- Redo\n');
    const document = JSON.parse((await parse('untracked.md', '--json')).out) as { items: { untracked: boolean }[] };
    expect(validate(document) || validate.errors).toBe(true);
    expect(document.items.map(({ untracked }) => untracked)).toEqual([true, false]);
    expect((await parse('untracked.md')).out).toMatch(/Undo {2}untracked/);
  });
});
