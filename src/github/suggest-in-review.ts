/** One review with suggestions, written once. https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request */
import { createOnce } from './apply/create-once.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { isOwn, type RestAuthored } from './identity.ts';
import { listAll } from './pages.ts';

export interface ReviewPlace {
  owner: string;
  name: string;
  number: number;
}

export interface Review {
  /** The commit that its lines are of. */
  headOid: string;
  body: string;
  /** Stands in the body: a review of our own that has it says the same. */
  marker: string;
  comments: readonly { path: string; line: number; side: 'RIGHT'; body: string }[];
}

/**
 * `there`: a review of ours with this marker stands there already, and nothing was written.
 * @throws GitHubError, RateLimited
 */
export async function writeReview(
  client: GitHubClient,
  place: ReviewPlace,
  { headOid, body, marker, comments }: Review,
  pause: (ms: number) => Promise<void> = realPause,
): Promise<'written' | 'there'> {
  const { owner, name, number } = place;
  const look = async (): Promise<true | null> => ((await hasReview(client, place, marker)) ? true : null);
  if ((await look()) !== null) return 'there';
  const create = async (): Promise<true> => {
    await client.rest(
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      { owner, repo: name, pull_number: number, commit_id: headOid, event: 'COMMENT', body, comments },
      { about: `suggesting corrections in ${owner}/${name}#${number}`, creates: true },
    );
    return true;
  };
  await createOnce(create, look, pause);
  return 'written';
}

async function hasReview(client: GitHubClient, { owner, name, number }: ReviewPlace, marker: string): Promise<boolean> {
  const reviews = await listAll<RestAuthored & { body?: string | null }>(
    client,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    { owner, repo: name, pull_number: number },
    { about: `listing the reviews of ${owner}/${name}#${number}` },
  );
  return reviews.some((review) => isOwn(review, client.identity) && review.body?.includes(marker) === true);
}
