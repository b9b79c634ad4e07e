#!/usr/bin/env bash
# Puts the Action, bundled, on two tags: `action-v1.2.3`, which stays, and the major version's (`v1`), which moves with each
# release. The commit holds nothing else, has the release's commit as its parent, and is on no branch.
#   scripts/tag-action.sh v1.2.3 [--local]     --local: tags are made, and nothing is pushed
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:?name the tag of the release, such as v1.2.3}
[[ $tag =~ ^v([0-9]+)\.[0-9]+\.[0-9]+$ ]] || { echo "Found the tag $tag, expected one such as v1.2.3." >&2; exit 2; }
major=v${BASH_REMATCH[1]}
test -s dist/action/main.js || { echo 'There is no dist/action/main.js: run npm run build first.' >&2; exit 2; }

# An index of its own: neither the working tree nor what is staged is touched.
GIT_INDEX_FILE=$(mktemp -u)
export GIT_INDEX_FILE
trap 'rm -f "$GIT_INDEX_FILE"' EXIT
git add --force action.yml LICENSE README.md docs/action.md dist/action
tree=$(git write-tree)
export GIT_AUTHOR_NAME=milepost GIT_AUTHOR_EMAIL=milepost@users.noreply.github.com
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
commit=$(git commit-tree "$tree" -p "$(git rev-parse "$tag^{commit}")" -m "The Action of $tag, bundled")
git tag --force "$major" "$commit"
git tag --force "action-$tag" "$commit"
if [ "${2:-}" != --local ]; then git push --force origin "refs/tags/$major" "refs/tags/action-$tag"; fi
echo "$major and action-$tag are $commit."
