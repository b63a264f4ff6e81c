#!/usr/bin/env bash
# Packs the extension with a server for this machine's platform: package.sh SERVER VSIX
set -euo pipefail
server=$(realpath "$1") vsix=$(realpath -m "$2")
cd "$(dirname "$0")"
mkdir -p server rules syntaxes "$(dirname "$vsix")"
cp "$server" server/
cp ../../docs/rules/IMR*.md rules/
cp ../../syntaxes/*.json syntaxes/
cp ../../LICENSE-* .
npm run --silent check
npm run --silent bundle
npm exec -- vsce package --no-dependencies --skip-license --allow-missing-repository --out "$vsix" \
    --target "$(node --print 'process.platform + "-" + process.arch')"
