#!/usr/bin/env bash
# Installs an editor to test with, once, into target/editors: install.sh EDITOR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$here/../../target/editors/$1

# Debian's package for what a command asks for in vain.
require() { # PACKAGE COMMAND...
    local package=$1
    shift
    if ! "$@" >/dev/null 2>&1; then
        echo "$package is missing"
        [ "$(id -u)" = 0 ]
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$package"
    fi
}

# Runs the commands in a fresh folder, unless they have succeeded there for the same list of packages.
once() { # LIST COMMAND
    if ! cmp --silent "$1" "$home/installed"; then
        rm -rf "$home"
        mkdir -p "$home"
        (cd "$home" && "$2")
        cp "$1" "$home/installed"
    fi
}

vscode() {
    export npm_config_audit=false npm_config_fund=false npm_config_ignore_scripts=true npm_config_update_notifier=false
    cp "$here/package.json" .
    npm install --no-package-lock
    # Only the editor is started, not the programs around it; so nothing has to be compiled.
    cd node_modules/code-server/lib/vscode
    npm install --omit=dev
}

neovim() {
    python3 -m venv .
    bin/pip install --requirement "$here/requirements.txt"
}

case $1 in
vscode)
    require chromium command -v chromium
    require fonts-dejavu-core test -d /usr/share/fonts/truetype/dejavu
    once "$here/package.json" vscode
    make --directory "$here/../.." editors/vscode/node_modules
    ;;
neovim)
    require python3-venv python3 -c 'import ensurepip'
    once "$here/requirements.txt" neovim
    ;;
emacs)
    require emacs-nox command -v emacs
    require elpa-eglot emacs -q --batch -f package-initialize --eval "(require 'eglot)"
    ;;
grammar) make --directory "$here/../.." editors/vscode/node_modules ;;
vim) require vim command -v vim ;;
kakoune) require kakoune command -v kak ;;
esac
