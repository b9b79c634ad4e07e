import { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import { branchNameFault } from './branch-name.ts';
import { repositoryPathFault } from './repository-path.ts';

/** The words of the roadmap side, which this room does not know: the statuses that a board has columns for. */
const COLUMN_STATUSES = ['planned', 'in-progress', 'done', 'slipped', 'dropped'] as const;

/** `https://github.com/orgs/acme/projects/4`; the host is checked where the project is looked up. */
const PROJECT_URL =
  /^https?:\/\/[^\s/]{1,255}\/(?:orgs|users)\/[A-Za-z0-9_-]{1,39}\/projects\/[1-9]\d{0,8}(?:\/[^\s]{0,200})?$/;
const LOGIN_EXPECTED = 'a GitHub login such as octocat, without @';
const PROJECT_EXPECTED = 'the number of a project of the organisation, its URL, or null';
const LOGIN = /^[A-Za-z0-9_-]{1,39}(?:\[bot\])?$/;
const NO_CONTROLS = /^\P{Cc}*$/u;

// Each leaf's `error` is the text after "expected" in the message; `description` is what the reference manual says.
const flag = (description: string, byDefault: boolean) =>
  z.boolean({ error: 'true or false' }).meta({ description, default: byDefault }).optional();

function count(description: string, byDefault: number, max: number) {
  const error = `a whole number from 0 to ${max}`;
  return z.int({ error }).min(0, { error }).max(max, { error }).meta({ description, default: byDefault }).optional();
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

const fieldName = (description: string) =>
  name('the name of a field of the project', 100).nullable().meta({ description, default: null }).optional();

/** A map of keys. Empty on paper (`limits:` with everything in comments) is read as not given. */
const keys = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z.strictObject(shape, { error: 'a map of keys' }).nullable().meta({ description }).optional();

const roadmapPath = z
  .string({ error: 'a path such as docs/ROADMAP.md, relative to the repository' })
  .refine((path) => repositoryPathFault(path) === null, {
    error: (issue) =>
      `a path such as docs/ROADMAP.md, relative to the repository (this one ${repositoryPathFault(String(issue.input))})`,
  })
  .meta({ description: 'Path of the roadmap file, relative to the repository, without `.` and `..`.' });

const project = z
  .union(
    [
      z.int({ error: PROJECT_EXPECTED }).positive({ error: PROJECT_EXPECTED }),
      z.string().regex(PROJECT_URL, { error: PROJECT_EXPECTED }),
      z.null(),
    ],
    { error: PROJECT_EXPECTED },
  )
  .meta({ description: "The organisation's project that shows this roadmap, by number or URL.", default: null })
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
          description: '`apply` writes to GitHub; `plan` writes check runs and nothing else; `off` does nothing.',
          default: mode,
        })
        .optional(),
      roadmaps: listOf(roadmap, 'roadmaps, each with its path', 50)
        .min(1, { error: 'at least one roadmap; leave the key out for the file found by itself' })
        .nullable()
        .meta({
          description:
            'The roadmap files. Left out: ROADMAP.md, docs/ROADMAP.md or .github/ROADMAP.md, in any case, the first found.',
          default: null,
        })
        .optional(),
      issues: keys('Which issues Milepost opens, and how.', {
        open_for: listOf(choice(['placeholders', 'slipped', 'unreferenced']), 'placeholders, slipped, unreferenced', 3)
          .meta({
            description:
              'Which items without an issue get one: those whose text says that the issue is still to come (`placeholders`), those that slip while Milepost watches (`slipped`), all others (`unreferenced`). [] for none.',
            default: issues.open_for,
          })
          .optional(),
        labels: listOf(name('a label', 50), 'labels', 20)
          .meta({
            description: 'Labels of the issues that Milepost opens; created when missing.',
            default: issues.labels,
          })
          .optional(),
      }),
      slips: keys('What happens when an item slips.', {
        comment: flag('Comment on the issue of an item whose target was missed: once for each target.', slips.comment),
        grace_days: count('Days after the last day of a target before it counts as missed.', slips.grace_days, 3650),
      }),
      limits: keys("How much one sync may write. What lies above waits for a person's word.", {
        new_issues: count('Issues opened in one sync.', limits.new_issues, 1000),
        comments: count('Comments written in one sync.', limits.comments, 1000),
      }),
      milestones: keys('Milestones of the repository.', {
        assign: flag(
          'Set the milestone that an item is planned for on the issues that Milepost opens.',
          milestones.assign,
        ),
        create: flag('Create milestones that the roadmap names and the repository lacks.', milestones.create),
      }),
      board: keys("The organisation's project board.", {
        status_field: name('the name of a field of the project', 100)
          .meta({ description: 'The single-select field that holds the status.', default: board.status_field })
          .optional(),
        columns: keys(
          'Options of the status field, by status of the item. The usual names are known.',
          Object.fromEntries(
            COLUMN_STATUSES.map((status) => [
              status,
              listOf(name('the name of a column', 100), 'names of columns', 20)
                .meta({ description: `Columns in which an item is ${status}.` })
                .optional(),
            ]),
          ),
        ),
        target_field: fieldName('The field that shows the target: single select, iteration or text.'),
        date_field: fieldName('The date field that shows the last day of the target.'),
        lane_field: fieldName('The field that shows the section.'),
      }),
      pull_request: keys('The standing pull request through which the roadmap file is edited.', {
        enabled: flag('Propose edits of the roadmap file.', pull_request.enabled),
        branch: branch.meta({ description: 'Its branch.', default: pull_request.branch }).optional(),
        sign_off: flag('Add a Signed-off-by line to its commits.', pull_request.sign_off),
      }),
      check: keys('The check run named Milepost.', {
        fail_on: choice(['never', 'error', 'warning'])
          .meta({
            description: 'From which severity on the check fails; `never`: it is neutral at most.',
            default: check.fail_on,
          })
          .optional(),
      }),
      dashboard: flag('Keep one issue with the state of the roadmap.', dashboard),
      commands: keys('Who may change things by slash commands.', {
        role: choice(['read', 'triage', 'write', 'maintain', 'admin'])
          .meta({ description: 'The least role in the repository that may.', default: commands.role })
          .optional(),
        users: listOf(z.string({ error: LOGIN_EXPECTED }).regex(LOGIN, { error: LOGIN_EXPECTED }), 'GitHub logins', 100)
          .meta({ description: 'People who may whatever their role.', default: commands.users })
          .optional(),
      }),
      sections: keys('Which parts of the file are roadmap, by heading.', {
        include: listOf(name('a heading', 200), 'headings', 100)
          .meta({ description: 'Read only what stands under these headings.', default: [] })
          .optional(),
        exclude: listOf(name('a heading', 200), 'headings', 100)
          .meta({ description: 'Leave out what stands under these headings.', default: [] })
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
