#!/usr/bin/env bash
# Takes the pictures of the README with a server: screenshots.sh SERVER PICTURES
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
server=$(realpath "$1") pictures=$(realpath -m "$2")
home=$root/target/editors
scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$home"
"$here/install.sh" vscode >"$home/vscode.log" 2>&1 || { tail -n 20 "$home/vscode.log"; exit 1; }
"$root/editors/vscode/package.sh" "$server" "$home/imr-ls.vsix" >"$home/package.log"
node "$here/screenshots.mjs" "$home/vscode/node_modules" "$home/imr-ls.vsix" "$server" "$scratch" "$pictures"
