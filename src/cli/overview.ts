/** What `milepost` alone says: what it is, and where to begin. */
export const OVERVIEW = `Milepost keeps ROADMAP.md, issues, milestones and the project board telling the same story.

  milepost lint ROADMAP.md     what is wrong with the file; needs no network
  milepost plan OWNER/REPO     what Milepost would do on GitHub; writes nothing
  milepost init                writes .github/milepost.yml from what it finds here

All commands: milepost --help
`;
