#!/usr/bin/env bash
# Plays a review in each editor with a server: run.sh SERVER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
server=$(realpath "$1")
home=$root/target/editors
scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$home" "$scratch/bin"
ln -s "$server" "$scratch/bin/imr-ls"
passed=0 failed=0 skipped=0

vscode() {
    "$root/editors/vscode/package.sh" "$server" "$home/imr-ls.vsix" >"$home/package.log" || return
    node "$here/vscode.mjs" "$home/vscode/node_modules" "$home/imr-ls.vsix" "$scratch/vscode" "$root/target/editor-shots"
}

# The colours of editors that take the grammar, on letters in all dialects.
grammar() {
    (cd "$root" && editors/vscode/node_modules/.bin/vscode-tmgrammar-test -g syntaxes/imr.tmLanguage.json 'tests/grammar/*.imr.txt')
}

neovim() {
    mkdir "$scratch/neovim"
    PATH=$scratch/bin:$PATH "$home/neovim/bin/nvim" --clean --headless -l "$here/neovim.lua" "$scratch/neovim"
}

emacs() {
    mkdir "$scratch/emacs"
    if ! HOME=$scratch/emacs PATH=$scratch/bin:$PATH command emacs -q --batch -f package-initialize \
        -l "$here/emacs.el" "$scratch/emacs" 2>"$home/emacs-messages.log"; then
        tail -n 20 "$home/emacs-messages.log"
        return 1
    fi
    timeout 60 tail --pid="$(cat "$scratch/emacs/server")" -f /dev/null || return
    echo "  server gone with the editor"
}

vim() {
    mkdir "$scratch/vim"
    (cd "$scratch/vim" && timeout 60 vim -u NONE -N -n -es -S "$here/vim.vim") || return
    echo "  letters known, coloured, and told to vim-lsp"
}

kakoune() (
    mkdir "$scratch/kakoune"
    cd "$scratch/kakoune"
    timeout 60 kak -n -ui dummy -e "source $here/kakoune.kak; source $root/editors/kakoune/imr.kak; play" </dev/null
    status=$?
    cat played && exit "$status"
)

# Editors that are not at hand: whether their settings can be read.
others() {
    python3 "$here/others.py" "$root/editors"
}

for editor in grammar neovim emacs vim kakoune others vscode; do
    echo "$editor"
    if ! "$here/install.sh" "$editor" >"$home/$editor.log" 2>&1; then
        tail -n 20 "$home/$editor.log"
        if [ -n "${CI:-}" ]; then
            echo "$editor failed: it could not be installed"
            failed=$((failed + 1))
        else
            echo "$editor is skipped: it could not be installed, for the reason above"
            skipped=$((skipped + 1))
        fi
    elif "$editor"; then
        passed=$((passed + 1))
    else
        echo "$editor failed"
        failed=$((failed + 1))
    fi
done
if [ "$skipped" = 0 ]; then
    echo "$passed passed, $failed failed"
else
    echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
