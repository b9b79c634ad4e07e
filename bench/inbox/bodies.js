/** A push as GitHub sends it, by size: 7.6 kB, mostly addresses. */
const BYTES = 7_600;

const REPOSITORY_ADDRESSES = (
  'archive_url assignees_url blobs_url branches_url clone_url collaborators_url comments_url commits_url compare_url ' +
  'contents_url contributors_url deployments_url downloads_url events_url forks_url git_commits_url git_refs_url ' +
  'git_tags_url git_url hooks_url html_url issue_comment_url issue_events_url issues_url keys_url labels_url ' +
  'languages_url merges_url milestones_url notifications_url pulls_url releases_url ssh_url stargazers_url statuses_url ' +
  'subscribers_url subscription_url tags_url teams_url trees_url url'
).split(' ');

const addressesOf = (names, base) =>
  Object.fromEntries(names.map((name) => [name, `${base}/${name.slice(0, -4)}{/sha}`]));

/** The repositories of an installation are numbered; each push is to the default branch of one. */
export function pushBody(repository) {
  const name = `example-org/lantern-${repository}`;
  const base = `https://api.github.com/repos/${name}`;
  const sender = { login: 'alice', id: 3, type: 'User', site_admin: false };
  const push = {
    ref: 'refs/heads/main',
    before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    after: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
    repository: {
      id: 700_000 + repository,
      node_id: 'R_kgDOABCDEF',
      name: `lantern-${repository}`,
      full_name: name,
      private: false,
      owner: { login: 'example-org', id: 21, ...addressesOf(['avatar_url', 'html_url', 'repos_url'], base) },
      ...addressesOf(REPOSITORY_ADDRESSES, base),
      default_branch: 'main',
    },
    pusher: { name: 'alice', email: 'alice@example.org' },
    organization: { login: 'example-org', id: 21, description: null, ...addressesOf(['url', 'hooks_url'], base) },
    sender: { ...sender, ...addressesOf(['avatar_url', 'followers_url', 'repos_url', 'events_url'], base) },
    installation: { id: 99, node_id: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uOTk=' },
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `https://github.com/${name}/compare/6113728f27ae...0d1a26e67d8f`,
    commits: [
      { id: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c', message: '', modified: ['ROADMAP.md'], author: sender },
    ],
  };
  const missing = BYTES - Buffer.byteLength(JSON.stringify(push));
  push.commits[0].message = 'Put the lantern before the harbour. '.repeat(400).slice(0, missing);
  return JSON.stringify(push);
}
