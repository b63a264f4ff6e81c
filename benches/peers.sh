#!/bin/sh
# Installs language servers for other languages into a folder, to be measured beside this one:
#     benches/peers.sh target/peers && cargo bench --bench latency -- --peers target/peers
# It needs Python and Node. The list tells the benchmark what there is: a name, a language and a command in each line.
set -eu

folder=${1:-target/peers}
mkdir -p "$folder/nothing"
[ -d "$folder/venv" ] || python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rumdl==0.3.0 tombi==1.9.6 ruff==0.17.6
npm install --prefix "$folder" --no-audit --no-fund --loglevel=error vscode-langservers-extracted@4.10.0

printf '%s\t%s\t%s\n' >"$folder/list" \
    'rumdl 0.3.0' markdown 'venv/bin/rumdl server --stdio' \
    'tombi 1.9.6' toml 'venv/bin/tombi lsp --offline' \
    'ruff 0.17.6' python 'venv/bin/ruff server' \
    'vscode-json 4.10.0' json 'node_modules/.bin/vscode-json-language-server --stdio'
