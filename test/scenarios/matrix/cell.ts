/** One cell of the matrix: a repository of its own, owned by an organisation of its own, in which one effect meets one fault. */
import { pause, until, type Story } from '../story.ts';

/** No more writes than the one that the row is about. */
export const QUIET = 'dashboard: false\npull_request: { enabled: false }\n';

export class Cell {
  readonly story: Story;
  readonly owner: string;
  readonly repository: string;
  /** Of the comment, pull request or board that the row is about, once its stage is set. */
  subject = 0;
  /** `subject` is a board. */
  hasBoard = false;

  constructor(story: Story, name: string) {
    this.story = story;
    this.owner = name;
    this.repository = `${name}/house`;
  }

  get people(): Story['sandbox']['people'] {
    return this.story.sandbox.people;
  }

  get state(): Story['sandbox']['state'] {
    return this.story.sandbox.state;
  }

  get id(): number {
    return this.state.repository(this.repository).id;
  }

  /** The organisation and its repository, before Milepost is installed there. */
  build(configuration: string): void {
    this.story.sandbox.createOrganization(this.owner, { alice: 'admin' });
    this.story.sandbox.createRepository(this.repository, {
      files: { 'README.md': 'A project.\n', '.github/milepost.yml': configuration },
    });
    this.people.createLabel(this.repository, { name: 'roadmap', by: 'alice' });
  }

  /** Milepost is installed, and has looked. */
  async open(): Promise<void> {
    this.story.sandbox.install(this.owner, { repositories: 'all', by: 'alice' });
    await until(`a first look at ${this.repository}`, () => this.story.syncs(this.repository).length > 0);
  }

  async begin(configuration = QUIET): Promise<void> {
    this.build(configuration);
    await this.open();
  }

  push(roadmap: string): string {
    return this.story.push(this.repository, { 'ROADMAP.md': roadmap });
  }

  /** A push whose sync is over. */
  async pushed(roadmap: string): Promise<void> {
    await this.story.pushed(this.repository, { 'ROADMAP.md': roadmap });
  }

  issue(title: string): number {
    return this.people.openIssue(this.repository, { title, by: 'alice' });
  }

  /** Until what is to be there is there, and no more is coming. */
  async until(what: string, look: () => unknown): Promise<void> {
    await until(`${what} in ${this.repository}`, () => Boolean(look()));
    await pause(200);
  }
}
