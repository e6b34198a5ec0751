#!/usr/bin/env bash
# Builds the site and hands it to Cloudflare Pages, with the headers that stand beside this file.
#
#   PROJECT=our-lessons BASE_URL=https://our-lessons.pages.dev/ deploy/cloudflare-pages/publish.sh
#
# Once: npx wrangler login, and npx wrangler pages project create our-lessons
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

: "${PROJECT:?the name of the project at Cloudflare}"
: "${BASE_URL:?the address of the site}"

curricle build --base-url "$BASE_URL"
# Cloudflare reads it, and does not serve it.
cp deploy/cloudflare-pages/_headers public/_headers
npx wrangler pages deploy public --project-name "$PROJECT" --branch main
