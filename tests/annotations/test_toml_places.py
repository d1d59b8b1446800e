"""Lines of the entries of a TOML document."""

from __future__ import annotations

import tomllib

from annotations.toml_places import places

DOCUMENT = """\
# a [comment] = "with everything"
preset = "vim" # ] =

[keys]
"reader.copy" = ["y", "["]  # 'one'
reader.jump=[
  "#f",   # "not this"

  'g = [',
  \"\"\"
two
lines\"\"\", "x\\"]",
]
"back\\u0073lash" = []
[[ list . of ]]
here = {"a" = ["b"], c = 1}
when = 2020-01-01
['quoted']
last = true"""


def test_every_key_and_every_text_has_its_line() -> None:
    tomllib.loads(DOCUMENT)
    assert places(DOCUMENT) == {
        ("preset",): [2, 2],
        ("keys", "reader.copy"): [5, 5, 5],
        ("keys", "reader", "jump"): [6, 7, 9, 10, 12],
        ("keys", "backslash"): [14],
        ("list", "of", "here"): [16, 16, 16],
        ("list", "of", "when"): [17],
        ("quoted", "last"): [19],
    }


def test_an_empty_document_has_no_entries() -> None:
    assert places("") == {}
    assert places("# nothing\n\n[keys]\n") == {}
