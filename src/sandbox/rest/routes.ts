/** Every REST route that the sandbox serves. The order matters only where a star could take what a later one names. */
import { appRoutes } from './app.ts';
import { appManifestRoutes } from './app-manifests.ts';
import { authorizationRoutes } from './authorizations.ts';
import { checkRunRoutes } from './check-runs.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { contentWritingRoutes } from './contents-write.ts';
import { contentRoutes } from './contents.ts';
import { forkRoutes } from './forks.ts';
import { gitWritingRoutes } from './git-write.ts';
import { gitRoutes } from './git.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { metaRoutes } from './meta.ts';
import { milestoneRoutes } from './milestones.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { releaseRoutes } from './releases.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { ruleRoutes } from './rules.ts';
import { teamRoutes } from './teams.ts';
import type { Route } from './route.ts';

export const routes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...appManifestRoutes,
  ...authorizationRoutes,
  ...checkRunRoutes,
  ...reviewRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...reactionRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...releaseRoutes,
  ...forkRoutes,
  ...contentRoutes,
  ...contentWritingRoutes,
  ...gitRoutes,
  ...gitWritingRoutes,
  ...commitRoutes,
  ...ruleRoutes,
  ...teamRoutes,
  ...repositoryRoutes,
];
