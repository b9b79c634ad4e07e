#!/usr/bin/env bash
# Packs Milepost as npm would publish it, installs the tarball in an empty folder, and uses it there.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

npm pack --silent --pack-destination "$folder" >/dev/null
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ./milepost-*.tgz
npx milepost parse --jsonl "$root"/roadmaps/*.md >parsed.jsonl
test "$(wc -l <parsed.jsonl)" -eq "$(ls "$root"/roadmaps/*.md | wc -l)"
npx milepost lint "$root"/roadmaps/*.md
npx milepost demo --once
echo 'The package works.'
