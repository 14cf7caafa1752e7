#!/usr/bin/env bash
# Installs Debian's Chromium, which the journeys in a browser drive; does nothing where one is there already.
set -euo pipefail
for browser in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome; do
  if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then
    echo "found $(command -v "$browser")"
    exit 0
  fi
done
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
