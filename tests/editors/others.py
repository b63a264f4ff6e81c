"""Reads the settings for editors that are not at hand; usage: others.py EDITORS."""

import json
import plistlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

EDITORS = Path(sys.argv[1])


def toml(path):
    return tomllib.loads((EDITORS / path).read_text())


def json_with_comments(path):
    return json.loads(re.sub(r"^\s*//.*$", "", (EDITORS / path).read_text(), flags=re.MULTILINE))


helix = toml("helix/languages.toml")
server = helix["language-server"]["imr-ls"]
assert [server["command"], *server["args"]] == ["imr-ls", "server"]
[language] = helix["language"]
assert language["name"] == "imr" and language["language-servers"] == ["imr-ls"]
print("  Helix")

extension = toml("zed/extension.toml")
assert toml("zed/languages/imr/config.toml")["name"] in extension["language_servers"]["imr-ls"]["languages"]
assert toml("zed/Cargo.toml")["lib"]["crate-type"] == ["cdylib"]
print("  Zed")

client = json_with_comments("sublime/LSP.sublime-settings")["clients"]["imr-ls"]
assert client["enabled"] and client["command"] == ["imr-ls", "server"]
written = subprocess.run([sys.executable, EDITORS / "sublime/grammar.py"], check=True, capture_output=True).stdout
assert plistlib.loads(written) == json.loads((EDITORS.parent / "syntaxes/imr.tmLanguage.json").read_text())
print("  Sublime Text")

coc = json_with_comments("vim/coc-settings.json")["languageserver"]["imr-ls"]
assert [coc["command"], *coc["args"]] == ["imr-ls", "server"]
print("  coc.nvim")
