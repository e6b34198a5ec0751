#!/usr/bin/env bash
# Builds the site and copies it into a bucket of Amazon S3, each file with its type and how long it may be kept.
#
#   BUCKET=our-lessons BASE_URL=https://lessons.example.org/ deploy/s3/publish.sh
#   PREFIX=lessons/    where the site stands below the bucket's root; with a slash at its end
#   CURRICLE=…         the program, where it is not on the path
#
# S3 alone sends no other headers: they come from CloudFront, by the policy in response-headers.json beside this file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

: "${BUCKET:?the name of the bucket}"
: "${BASE_URL:?the address of the site}"
PREFIX="${PREFIX-}"

"${CURRICLE-curricle}" build --base-url "$BASE_URL"

# send PATTERN TYPE CACHE-CONTROL …: the files that match, with what they are sent with. Names with a dot first stay here.
send() {
    local pattern="$1" type="$2" keeping="$3"
    shift 3
    aws s3 sync public/ "s3://$BUCKET/$PREFIX" --exclude '*' --include "$pattern" "$@" --exclude '.*' \
        --content-type "$type" --cache-control "$keeping"
}

# What never changes under its name.
