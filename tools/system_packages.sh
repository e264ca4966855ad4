#!/bin/sh
# Install the Debian packages that the browser tests need; does nothing where they are there.
set -eu
packages="chromium poppler-utils"
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
[ "$(id -u)" = 0 ] && run="" || run="sudo"
$run apt-get update -qq
# shellcheck disable=SC2086  the list is meant to be split
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
