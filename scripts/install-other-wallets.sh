#!/usr/bin/env bash
# Installs the wallets of others that Stint's services are tested against (test/other-wallets/): apart from `npm ci`, because they
# bring many packages with them. The next `npm ci` removes them again.
set -euo pipefail
cd "$(dirname "$0")/.."
for wallet in test/other-wallets/*/; do
  target="node_modules/.stint-other-wallets/$(basename "$wallet")"
  mkdir -p "$target"
  cp "$wallet"package.json "$wallet"package-lock.json "$wallet".npmrc "$target"/
  (cd "$target" && npm ci --loglevel=error)
done
