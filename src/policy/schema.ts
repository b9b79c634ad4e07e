import { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import { branchNameFault } from './branch-name.ts';
import { repositoryPathFault } from './repository-path.ts';

/** The words of the roadmap side, which this room does not know: the statuses that a board has columns for. */
const COLUMN_STATUSES = ['planned', 'in-progress', 'done', 'slipped', 'dropped'] as const;

const COLUMN_EXAMPLES = {
  planned: 'Ideas',
  'in-progress': 'In flight',
  done: 'Live',
  slipped: 'Next time',
  dropped: 'Set aside',
};

/** `https://github.com/orgs/acme/projects/4`; the host is checked where the project is looked up. */
const PROJECT_URL =
  /^https?:\/\/[^\s/]{1,255}\/(?:orgs|users)\/[A-Za-z0-9_-]{1,39}\/projects\/[1-9]\d{0,8}(?:\/[^\s]{0,200})?$/;
const LOGIN_EXPECTED = 'a GitHub login such as octocat, without @';
const PROJECT_EXPECTED = 'the number of a project of the organisation, its URL, or null';
const LOGIN = /^[A-Za-z0-9_-]{1,39}(?:\[bot\])?$/;
const NO_CONTROLS = /^\P{Cc}*$/u;

// Each leaf's `error` is the text after "expected" in the message. `description`, `default` and `examples` are what
// docs/configuration-reference.md and an editor that knows the JSON Schema say; an example is not the default.
const flag = (description: string, byDefault: boolean) =>
  z
    .boolean({ error: 'true or false' })
    .meta({ description, default: byDefault, examples: [!byDefault] })
    .optional();

function count(description: string, byDefault: number, max: number, example: number) {
  const error = `a whole number from 0 to ${max}`;
  const meta = { description, default: byDefault, examples: [example] };
  return z.int({ error }).min(0, { error }).max(max, { error }).meta(meta).optional();
}

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

function name(what: string, maxLength: number) {
  const error = `${what} (text of 1 to ${maxLength} characters)`;
  return z.string({ error }).max(maxLength, { error }).regex(NO_CONTROLS, { error }).regex(/\S/, { error });
}

function listOf<Entry extends z.ZodType>(entry: Entry, what: string, max: number) {
  return z.array(entry, { error: `a list of ${what}; [] for none` }).max(max, { error: `at most ${max} entries` });
}

const fieldName = (description: string, example: string) =>
  name('the name of a field of the project', 100)
    .nullable()
    .meta({ description, default: null, examples: [example] })
    .optional();

/** A map of keys. Empty on paper (`limits:` with everything in comments) is read as not given. */
const keys = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z.strictObject(shape, { error: 'a map of keys' }).nullable().meta({ description }).optional();

const roadmapPath = z
  .string({ error: 'a path such as docs/ROADMAP.md, relative to the repository' })
  .refine((path) => repositoryPathFault(path) === null, {
    error: (issue) =>
      `a path such as docs/ROADMAP.md, relative to the repository (this one ${repositoryPathFault(String(issue.input))})`,
  })
  .meta({
    description: 'Path of the roadmap file, relative to the repository, without `.` and `..`.',
    examples: ['docs/ROADMAP.md'],
  });

const project = z
  .union(
    [
      z.int({ error: PROJECT_EXPECTED }).positive({ error: PROJECT_EXPECTED }),
      z.string().regex(PROJECT_URL, { error: PROJECT_EXPECTED }),
      z.null(),
    ],
    { error: PROJECT_EXPECTED },
  )
  .meta({
    description:
      'The board that shows this roadmap: the number of a project of the organisation that owns the repository, or the address of any project. `null`: none; nothing is read of any board, and no card is written.',
    default: null,
    examples: [4],
  })
  .optional();

const roadmap = z.strictObject({ path: roadmapPath, project }, { error: 'a map with the key path' });

const branch = z.string({ error: 'the name of a branch' }).refine((value) => branchNameFault(value) === null, {
  error: (issue) => `the name of a branch (this one ${branchNameFault(String(issue.input))})`,
});

/**
 * The written configuration file: every key optional, unknown keys refused. `ruleIds` are the rules that exist; the
 * room that knows them hands them in.
 */
export function writtenPolicySchema(ruleIds: readonly string[]) {
  const { mode, issues, limits, milestones, slips, board, pull_request, check, dashboard, commands } = defaultPolicy;
  const severity = choice(['off', 'info', 'warning', 'error']).optional();
  return z.strictObject(
    {
      mode: choice(['apply', 'plan', 'off'])
        .meta({
          description:
            '`apply`: do it. `plan`: write check runs and nothing else; the client that talks to GitHub refuses the rest. `off`: nothing at all.',
          default: mode,
          examples: ['plan'],
        })
        .optional(),
      roadmaps: listOf(roadmap, 'roadmaps, each with its path', 50)
        .min(1, { error: 'at least one roadmap; leave the key out for the file found by itself' })
        .nullable()
        .meta({
          description:
            'The roadmap files. Left out: ROADMAP.md, docs/ROADMAP.md or .github/ROADMAP.md, in any case, the first found.',
          default: null,
          examples: [[{ path: 'ROADMAP.md' }, { path: 'docs/PLAN.md', project: 4 }]],
        })
        .optional(),
      issues: keys('Which issues Milepost opens, and how.', {
        open_for: listOf(choice(['placeholders', 'slipped', 'unreferenced']), 'placeholders, slipped, unreferenced', 3)
          .meta({
            description:
              'Which items without an issue get one. `placeholders`: those whose text says that the issue is still to come (“Issue coming soon”). `slipped`: those that slip while Milepost watches; what was late before it first saw the file is offered, not opened. `unreferenced`: every open item without one. `[]`: none.',
            default: issues.open_for,
            examples: [['placeholders']],
          })
          .optional(),
        labels: listOf(name('a label', 50), 'labels', 20)
          .meta({
            description: 'Labels of the issues that Milepost opens. Those that the repository lacks are created.',
            default: issues.labels,
            examples: [['roadmap', 'tracking']],
          })
          .optional(),
      }),
      slips: keys('What happens when an item slips.', {
        comment: flag(
          'Whether a slip is told on the item’s issue: one comment an issue, edited when the next target is missed.',
          slips.comment,
        ),
        grace_days: count(
          'Days after the last day of a target before it counts as missed.',
          slips.grace_days,
          3650,
          14,
        ),
      }),
      limits: keys(
        'How much one sync may write. The first so many are done, in the order of the file; the rest waits for a tick on the dashboard or for `milepost apply --approve`, and no later sync goes on with it by itself.',
        {
          new_issues: count('Issues opened in one sync.', limits.new_issues, 1000, 3),
          comments: count('Slip comments written in one sync.', limits.comments, 1000, 3),
        },
      ),
      milestones: keys('Milestones of the repository.', {
        assign: flag(
          'Whether issues get the milestone that their item is planned for: the one that its section links to, or the one titled as its release. It is set on the issues that Milepost opens and on open issues that have none; an issue that has another one keeps it.',
          milestones.assign,
        ),
        create: flag(
          'Whether a milestone is created for a release that open items are planned for, where the repository has none of that name, open or closed. Its due date is the last day that the roadmap gives the release.',
          milestones.create,
        ),
      }),
      board: keys("The organisation's project board.", {
        status_field: name('the name of a field of the project', 100)
          .meta({
            description: 'The board’s single-select field that holds the status.',
            default: board.status_field,
            examples: ['Progress'],
          })
          .optional(),
        columns: keys(
          'Further names of the status field’s options, by status of the item. They go before the usual names, which are known. Cards of a status are put into the first of its columns that the board has.',
          Object.fromEntries(
            COLUMN_STATUSES.map((status) => [
              status,
              listOf(name('the name of a column', 100), 'names of columns', 20)
                .meta({ description: `Columns in which an item is ${status}.`, examples: [[COLUMN_EXAMPLES[status]]] })
                .optional(),
            ]),
          ),
        ),
        target_field: fieldName(
          'The field that shows an item’s target: single select, iteration or text. `null`: none.',
          'Release',
        ),
        date_field: fieldName('The date field that shows the last day of the target. `null`: none.', 'Due'),
        lane_field: fieldName('The field that shows the section: single select or text. `null`: none.', 'Area'),
      }),
      pull_request: keys('The standing pull request through which the roadmap file is edited.', {
        enabled: flag(
          'Whether edits of the roadmap file are proposed. With `false` one that is open stays as it is, and commands that edit the file are refused.',
          pull_request.enabled,
        ),
        branch: branch
          .meta({
            description:
              'Its branch. Each further roadmap of the repository has this name with its path behind it (`milepost/roadmap-docs-plan`).',
            default: pull_request.branch,
            examples: ['bots/roadmap'],
          })
          .optional(),
        sign_off: flag('Whether its commits have a `Signed-off-by` line, for the DCO.', pull_request.sign_off),
      }),
      check: keys('The check run named Milepost.', {
        fail_on: choice(['never', 'error', 'warning'])
          .meta({
            description:
              'From which severity on the check fails. `never`: it is neutral at most, and holds up no merge.',
            default: check.fail_on,
            examples: ['error'],
          })
          .optional(),
      }),
      dashboard: flag(
        'Whether the issue “Roadmap dashboard” is kept. With `false` one that is open gets one last word and is left alone; it is not closed.',
        dashboard,
      ),
      commands: keys('Who may change things: by slash commands, ticks on the dashboard and the button *Fix*.', {
        role: choice(['read', 'triage', 'write', 'maintain', 'admin'])
          .meta({
            description: 'The least role in the repository that may.',
            default: commands.role,
            examples: ['write'],
          })
          .optional(),
        users: listOf(z.string({ error: LOGIN_EXPECTED }).regex(LOGIN, { error: LOGIN_EXPECTED }), 'GitHub logins', 100)
          .meta({
            description: 'People who may whatever their role.',
            default: commands.users,
            examples: [['octocat']],
          })
          .optional(),
      }),
      sections: keys('Which parts of the file are roadmap, by heading.', {
        include: listOf(name('a heading', 200), 'headings', 100)
          .meta({
            description: 'Look only at what stands under these headings. `[]`: at all.',
            default: [],
            examples: [['Plans']],
          })
          .optional(),
        exclude: listOf(name('a heading', 200), 'headings', 100)
          .meta({
            description: 'Leave out what stands under these headings, also where `include` names a heading above them.',
            default: [],
            examples: [['Wild ideas']],
          })
          .optional(),
      }),
      rules: keys(
        'Severity of each rule, or `off`.',
        Object.fromEntries(
          ruleIds.map((id) => [
            id,
            severity.meta({ description: `How serious findings of ${id} are; off: not looked for.` }),
          ]),
        ),
      ),
    },
    { error: 'a map of keys, such as `mode: apply`' },
  );
}

export type WrittenPolicySchema = ReturnType<typeof writtenPolicySchema>;

/** What one configuration file says, validated: only what was written. */
export type WrittenPolicy = z.infer<WrittenPolicySchema>;
