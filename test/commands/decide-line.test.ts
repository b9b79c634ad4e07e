import { describe, expect, it } from '@jest/globals';
import { NO_CONVERSATION } from '../../src/plan/conversation.ts';
import { notAllowed } from '../../src/commands/decide-line.ts';
import { commandHelps } from '../../src/commands/registry.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { atHand, decide, editsOf, ROADMAP, textOf, type CallSketch } from './calls.ts';

const REFERENCE = { kind: 'issue', owner: 'example-org', repo: 'lantern', number: 40 };

const WISHES: [name: string, line: string, edits: object[], sketch?: CallSketch][] = [
  [
    'done',
    '/roadmap done',
    [
      { kind: 'set-status', status: 'done' },
      { kind: 'move-item', to: ['Done'] },
      { kind: 'set-status', status: 'done', inWords: true },
    ],
  ],
  [
    'done in any case',
    '/ROADMAP DONE',
    [
      { kind: 'set-status', status: 'done' },
      { kind: 'move-item', to: ['Done'] },
      { kind: 'set-status', status: 'done', inWords: true },
    ],
  ],
  [
    'drop',
    '/roadmap drop',
    [
      { kind: 'set-status', status: 'dropped' },
      { kind: 'set-status', status: 'dropped', inWords: true },
    ],
  ],
  [
    'move to a heading',
    '/roadmap move to Later',
    [
      { kind: 'move-item', to: ['Later'] },
      { kind: 'set-target', target: 'Later' },
    ],
  ],
  [
    'move without its word',
    '/milepost move 1.8.0',
    [
      { kind: 'move-item', to: ['1.8.0'] },
      { kind: 'set-target', target: '1.8.0' },
    ],
  ],
  [
    'move to a release with a v',
    '/roadmap move to v1.8.0',
    [
      { kind: 'move-item', to: ['1.8.0'] },
      { kind: 'set-target', target: '1.8.0' },
    ],
  ],
  [
    'move to a quoted name',
    '/roadmap move to "later"',
    [
      { kind: 'move-item', to: ['Later'] },
      { kind: 'set-target', target: 'Later' },
    ],
  ],
  [
    'move a named item',
    '/roadmap move "Sing in the dark" to 1.8.0',
    [
      { kind: 'move-item', to: ['1.8.0'] },
      { kind: 'set-target', target: '1.8.0' },
    ],
  ],
  [
    'move a named item to a quoted name',
    '/roadmap move “Sing in the dark” to “1.8.0”',
    [
      { kind: 'move-item', to: ['1.8.0'] },
      { kind: 'set-target', target: '1.8.0' },
    ],
  ],
  ['link', '/roadmap link #40', [{ kind: 'add-reference', reference: REFERENCE }]],
  ['link by a bare number', '/roadmap link 40', [{ kind: 'add-reference', reference: REFERENCE }]],
  [
    'link elsewhere',
    '/roadmap link example-org/lamp#7',
    [{ kind: 'add-reference', reference: { ...REFERENCE, repo: 'lamp', number: 7 } }],
  ],
  [
    'link by address',
    '/roadmap link https://github.com/example-org/lamp/pull/7',
    [{ kind: 'add-reference', reference: { kind: 'pull', owner: 'example-org', repo: 'lamp', number: 7 } }],
  ],
  [
    'link a milestone',
    '/roadmap link https://github.com/example-org/lantern/milestone/2',
    [{ kind: 'add-reference', reference: { ...REFERENCE, kind: 'milestone', number: 2 } }],
  ],
  [
    'link where a placeholder stands',
    '/roadmap link "Ring the bell" #40',
    [
      { kind: 'set-reference', reference: REFERENCE },
      { kind: 'add-reference', reference: REFERENCE },
    ],
  ],
  [
    'done of a named item among several',
    '/roadmap done "survive a fall"',
    [
      { kind: 'set-status', status: 'done' },
      { kind: 'move-item', to: ['Done'] },
      { kind: 'set-status', status: 'done', inWords: true },
    ],
    { issue: { number: 13 } },
  ],
  [
    'add',
    '/roadmap add to Later',
    [{ kind: 'add-item', to: ['Later'], item: { title: 'Dim the light', reference: { ...REFERENCE, number: 99 } } }],
    { issue: { number: 99 } },
  ],
  [
    'add by target',
    '/roadmap add v1.8.0',
    [{ kind: 'add-item', to: ['1.8.0'], item: { title: 'Dim the light', reference: { ...REFERENCE, number: 99 } } }],
    { issue: { number: 99 } },
  ],
  [
    'add a pull request',
    '/roadmap add later',
    [
      {
        kind: 'add-item',
        to: ['Later'],
        item: { title: 'Dim the light', reference: { ...REFERENCE, kind: 'pull', number: 99 } },
      },
    ],
    { issue: { number: 99, isPull: true } },
  ],
];

const ANSWERS: [name: string, line: string, says: RegExp, sketch?: CallSketch][] = [
  ['no command', '/roadmap', /A command was expected: `status`, `add`/],
  ['a near miss', '/roadmap moev to Later', /No command is called “moev”. Did you mean “move”\?/],
  ['a near miss of a short name', '/roadmap dun', /No command is called “dun”. Did you mean “done”\?/],
  ['nothing near', '/roadmap xyzzy', /No command is called “xyzzy”. There are `status`/],
  ['a quotation that is open', '/roadmap done "Dim', /A quotation mark is not closed/],
  ['a line that was cut', `/roadmap add ${'x'.repeat(300)}`.slice(0, 300), /300 characters or more/],
  ['backticks', '`/roadmap done`', /^In backticks a command is only shown.* `\/roadmap done`$/],
  ['extra words after done', '/roadmap done please', /Nothing but the title.*`\/roadmap done \["ITEM"\]`/],
  ['extra words after sync', '/roadmap sync now', /Nothing may follow. It is written `\/roadmap sync`/],
  ['extra words after plan', '/roadmap plan now', /Nothing may follow/],
  ['no target', '/roadmap move', /A target was expected/],
  ['no target behind its word', '/roadmap move to', /A target was expected|One target was expected/],
  [
    'a target that is near',
    '/roadmap move to Latr',
    /no target or section called “Latr”. Did you mean “Later”\? There are “1.7.0”, “1.8.0”, “Later”/,
  ],
  ['a target that is not there', '/roadmap move to 2.0.0', /no target or section called “2.0.0”/],
  ['no section', '/roadmap add', /Name the section.*“1.7.0”, “1.8.0”, “Later” and “Done”/, { issue: { number: 99 } }],
  ['a section that is not there', '/roadmap add to Never', /no section called “Never”/, { issue: { number: 99 } }],
  [
    'an item that is there',
    '/roadmap add to Later',
    /“Dim the light at dusk” \(\[line 5\]\(https:\/\/github.com\/example-org\/lantern\/blob\/abc\/ROADMAP.md\?plain=1#L5\)\) refers to this already/,
  ],
  [
    'an issue without an item',
    '/roadmap done',
    /No item of `ROADMAP.md` refers to #99. `\/roadmap add to SECTION` adds one/,
    { issue: { number: 99 } },
  ],
  [
    'several items',
    '/roadmap done',
    /2 items are meant; name one.*\n\n- “Report the battery level”.*\n- “Survive a fall from the table”/,
    { issue: { number: 13 } },
  ],
  [
    'a name that nothing has',
    '/roadmap done "Fly"',
    /No item is called “Fly” in `ROADMAP.md`. Items there: “Dim the light at dusk”/,
  ],
  ['a name that is near', '/roadmap done "Dim the light at dawn"', /Did you mean “Dim the light at dusk”\?/],
  ['no roadmap', '/roadmap done', /This repository has no roadmap/, { roadmaps: [] }],
  ['no roadmap to tell of', '/roadmap status', /This repository has no roadmap/, { roadmaps: [] }],
  ['no reference', '/roadmap link', /One reference was expected/],
  ['two references', '/roadmap link #1 #2', /One reference was expected/],
  ['a word for a reference', '/roadmap link that', /“that” is no reference/],
  ['an address of another host', '/roadmap link https://example.com/a/b/issues/1', /is no reference/],
  ['fix on an issue', '/roadmap fix', /this is an issue/],
  ['a day that is none', '/roadmap snooze until 2026-02-30', /“2026-02-30” is no day/],
  ['a day in words', '/roadmap snooze until tomorrow', /“tomorrow” is no day/],
  ['a day that is over', '/roadmap snooze until 2026-11-20', /2026-11-20 is over: today is 2026-11-21/],
  ['two days', '/roadmap snooze until 2027-01-01 2027-01-02', /One day was expected/],
  ['no rule', '/roadmap ignore', /One rule was expected/],
  ['a rule that is near', '/roadmap ignore overdu', /No rule is called “overdu”. Did you mean “overdue”\?/],
  ['a rule that is not there', '/roadmap ignore everything', /There are .*`broken-hatch`/],
  ['where it stands', '/roadmap move to 1.9', /no target or section called “1.9”/],
  ['help', '/roadmap help', /\| `\/roadmap status \["ITEM"\]` \| .* \| everybody \|/],
  ['help of one', '/roadmap help move', /\*\*`\/roadmap move \["ITEM"\] to TARGET`\*\* plans the item/],
  ['help of none', '/roadmap help mov', /No command is called “mov”. Did you mean “move”\?/],
];

const noteOf = (sketch: CallSketch): unknown => ({ note: '', ...decide('/roadmap done', sketch) }).note;

/** The Conversation after a line that is remembered. */
const changed = (line: string, before = NO_CONVERSATION) => {
  const decision = decide(line);
  if (decision.kind !== 'remember') throw new Error(`Nothing is remembered: ${JSON.stringify(decision)}`);
  return decision.change(before);
};

describe('a line', () => {
  it('adds to the top of a file whose items stand under its title, and moves there', () => {
    const roadmaps = [atHand('# Lantern roadmap\n\n- [ ] Dim (#12)\n\n## Later\n\n- [ ] Sing (#13)\n')];
    const issue = { number: 99, title: 'Ring' };
    expect(textOf(decide('/roadmap add', { roadmaps, issue }))).toContain('There are “Lantern roadmap” and “Later”.');
    const added = decide('/roadmap add to Lantern roadmap', { roadmaps, issue });
    expect(editsOf(added)).toMatchObject([{ kind: 'add-item', to: [] }]);
    expect(added).toMatchObject({ will: 'will be added to “Lantern roadmap”' });
    const moved = decide('/roadmap move to Lantern roadmap', { roadmaps, issue: { number: 13 } });
    expect(editsOf(moved)).toMatchObject([{ kind: 'move-item', to: [] }]);
  });

  it('adds no second item of a name that is there', () => {
    expect(textOf(decide('/roadmap add to Later', { issue: { number: 99, title: 'Sing in the Dark' } }))).toMatch(
      /^“Sing in the dark” \(.*\) has that name already\. `\/roadmap link "TITLE" #99` makes it refer to this\.$/,
    );
  });

  it.each(WISHES)('%s', (_, line, edits, sketch = {}) => {
    expect(editsOf(decide(line, sketch))).toEqual(edits);
  });

  it.each(ANSWERS)('answers %s', (_, line, says, sketch = {}) => {
    expect(textOf(decide(line, sketch))).toMatch(says);
  });

  it('names every command in help', () => {
    const text = textOf(decide('/roadmap help'));
    for (const { name } of commandHelps) expect(text).toContain(`/roadmap ${name}`);
  });

  it.each([
    ['/roadmap sync', 'sync'],
    ['/roadmap plan', 'plan'],
    ['/roadmap status', 'status'],
  ])('%s is for the sync that follows', (line, kind) => {
    expect(decide(line).kind).toBe(kind);
  });

  it('fixes a pull request', () => {
    expect(decide('/roadmap fix', { issue: { isPull: true } })).toEqual({ kind: 'fix' });
  });

  it('says that the issue stays open where it is the item’s own and open', () => {
    expect(noteOf({})).toBe('This issue stays open: Milepost closes none.');
    expect(noteOf({ issue: { open: false } })).toBe('');
  });
});

describe('what is remembered', () => {
  const item = atHand().desired.items[0]!.id;

  it('a snoozed item, and until when', () => {
    const { snoozed } = changed('/roadmap snooze until 2027-03-31');
    expect(snoozed).toEqual([{ item, until: '2027-03-31', by: 'alice' }]);
    expect(changed('/roadmap snooze', { ...NO_CONVERSATION, snoozed }).snoozed).toEqual([
      { item, until: null, by: 'alice' },
    ]);
    expect(changed('/roadmap snooze off', { ...NO_CONVERSATION, snoozed }).snoozed).toEqual([]);
    expect(changed('/roadmap snooze until 2026-11-21').snoozed).toHaveLength(1);
  });

  it('a rule that is ignored for the item', () => {
    const { ignored } = changed('/roadmap ignore Overdue');
    expect(ignored).toEqual([{ item, rule: 'overdue', by: 'alice' }]);
    expect(changed('/roadmap ignore overdue', { ...NO_CONVERSATION, ignored }).ignored).toEqual(ignored);
    expect(changed('/roadmap ignore overdue off', { ...NO_CONVERSATION, ignored }).ignored).toEqual([]);
  });
});

describe('places', () => {
  const NESTED = `# Plans\n\n## Storage\n\n### Later\n\n- One (#1)\n\n## Light\n\n### Later\n\n- Two (#12)\n`;

  it('of one name are listed with those around them, and told apart by them', () => {
    const roadmaps = [atHand(NESTED)];
    const issue = { number: 99 };
    expect(textOf(decide('/roadmap add to Later', { roadmaps, issue }))).toMatch(
      /“Later” may be “.*Storage › Later” \(\[line 5\].* or “.*Light › Later”/,
    );
    expect(editsOf(decide('/roadmap add to Storage > Later', { roadmaps, issue }))).toMatchObject([
      { to: expect.arrayContaining(['Storage', 'Later']) },
    ]);
  });

  it('are looked for in every roadmap', () => {
    const roadmaps = [atHand(), atHand(ROADMAP.replaceAll(/#\d+/g, '#1'), 'docs/ROADMAP.md')];
    const issue = { number: 99 };
    expect(textOf(decide('/roadmap add to Later', { roadmaps, issue }))).toContain('“docs/ROADMAP.md › Later”');
    const decision = decide('/roadmap add to docs/ROADMAP.md › Later', { roadmaps, issue });
    expect(decision).toMatchObject({ kind: 'wish', path: 'docs/ROADMAP.md' });
  });

  it('that are in a column are written there', () => {
    const table =
      '# Plans\n\n## All\n\n| Issue | Work | When |\n|---|---|---|\n| #12 | Dim | Q1 2027 |\n| #13 | Ring | Q2 2027 |\n';
    expect(editsOf(decide('/roadmap move to q2 2027', { roadmaps: [atHand(table)] }))).toEqual([
      { kind: 'set-target', target: 'Q2 2027' },
    ]);
  });

  it('come inert into answers', () => {
    const hostile = '# P\n\n## @alice/team <!-- milepost:x --> [x](http://evil.example)\n\n- Work\n';
    const text = (
      decide('/roadmap add to nowhere', { roadmaps: [atHand(hostile)], issue: { number: 99 } }) as { text: string }
    ).text;
    expect(text).not.toMatch(/@alice|<!--|\]\(http:\/\/evil/);
  });
});

describe('a refusal', () => {
  it('says who may, and what everybody may', () => {
    const help = commandHelps.find(({ name }) => name === 'done')!;
    const policy = { ...defaultPolicy, commands: { role: 'write' as const, users: ['bob'] } };
    expect(textOf(notAllowed({ help, policy }))).toBe(
      '`/roadmap done ["ITEM"]` is for people with the role `write` or a higher one in this repository, or for people whom `commands.users` names. Everybody may use `/roadmap status`, `/roadmap plan` and `/roadmap help`.',
    );
  });
});
