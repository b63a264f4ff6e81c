"""Writes the grammar of letters in the form that Sublime Text reads; usage: python3 grammar.py > imr.tmLanguage"""

import json
import plistlib
import sys
from pathlib import Path

grammar = Path(__file__).parents[2] / "syntaxes/imr.tmLanguage.json"
plistlib.dump(json.loads(grammar.read_text(encoding="utf-8")), sys.stdout.buffer)
