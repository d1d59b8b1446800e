"""What a keymap file binds, and what is said of its faults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui.actions import ACTIONS
from tui.keymap.reading import Keymap, read_keymap

USUAL = {action.id: action.keys for action in ACTIONS}


def read(folder: Path, content: str | bytes) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys that differ from the default ones, and the problems without the name of the file."""
    file = folder / "keymap.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    keymap = read_keymap(file)
    assert all(problem.file == str(file) for problem in keymap.problems)
    said = [f"{problem.line}: {problem.what}; {problem.remedy}" for problem in keymap.problems]
    return {action.id: action.keys for action in keymap.actions if action.keys != USUAL[action.id]}, said


def test_without_a_file_the_keys_are_the_default_ones(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keymap.toml") == Keymap(ACTIONS)
    assert read(tmp_path, "") == ({}, [])


def test_binding_anew_takes_the_place_of_all_default_keys(tmp_path: Path) -> None:
    content = """\
[keys]
"reader.first" = ["g g", "Ctrl+Home"]
"reader.copy" = []
reader.jump = ["plus"]
reader.accept = ["ctrl++"]
"""
    bound, problems = read(tmp_path, content)
    assert problems == []
    assert bound == {
        "reader.first": ("g g", "ctrl+home"),
        "reader.copy": (),
        "reader.jump": ("+",),
        "reader.accept": ("ctrl++",),
    }


def test_what_the_file_binds_goes_before_the_preset(tmp_path: Path) -> None:
    bound, problems = read(tmp_path, 'preset = "vim"\n[keys]\n"list.first" = ["home"]\n')
    assert problems == []
    assert bound["list.first"] == ("home",)
    assert bound["reader.first"] == ("g g", "home")


def test_every_fault_is_told_with_its_line_and_the_rest_holds(tmp_path: Path) -> None:
    content = """\
preset = "vmi"
colour = "red"
[keys]
"reader.jmp" = ["f"]
"reader.copy" = [
    "Y",
    "tabb",
]
"zen" = "Z"
reader.note = ["control+n"]
"reader.search" = []
reader.search = ["?"]
"""
    bound, problems = read(tmp_path, content)
    assert bound == {"reader.copy": ("Y",), "reader.search": ()}
    assert problems == [
        "1: unknown preset 'vmi'; the presets are default, vim, emacs",
        "2: unknown entry 'colour'; a keymap has preset and [keys]",
        "4: unknown action 'reader.jmp'; the nearest is 'reader.jump'",
        "7: unknown key 'tabb' of reader.copy; the nearest is 'tab'",
        '9: the keys of zen are no list of texts; write "zen" = ["k", "g g"]',
        "10: unknown key 'control+n' of reader.note; the nearest is 'ctrl+n'",
        "12: reader.search is bound twice; remove one of the two",
    ]


OTHER = 'bind another key, or give "{}" other keys too'


@pytest.mark.parametrize(
    ("lines", "bound", "problem"),
    [
        (
            ['"reader.copy" = ["p"]'],
            {"reader.copy": ("p",), "reader.next-paragraph": ()},
            "2: 'p' is bound to reader.copy and to reader.next-paragraph; " + OTHER.format("reader.next-paragraph"),
        ),
        (
            ['"undo" = ["t"]', '"list.tags" = []', '"reader.labels-shown" = ["t", "#"]'],
            {"undo": ("t",), "list.tags": (), "reader.labels-shown": ("#",)},
            "4: 't' is bound to undo and to reader.labels-shown; remove one of the two",
        ),
        (
            ['"reader.next-entity" = ["tab", "] e"]'],
            {"reader.next-entity": ("tab", "] e"), "reader.start-right": ()},
            "2: ']' of reader.start-right begins '] e' of reader.next-entity; " + OTHER.format("reader.start-right"),
        ),
        (
            ['"list.sort" = ["s", "s s"]'],
            {},
            "2: 's' of list.sort begins 's s' of list.sort; remove one of the two",
        ),
        (
            ['"reader.jump" = ["ctrl+i"]'],
            {"reader.jump": ("ctrl+i",), "reader.next-entity": ()},
            "2: 'ctrl+i' of reader.jump and 'tab' of reader.next-entity are one key to a terminal; "
            + OTHER.format("reader.next-entity"),
        ),
    ],
)
def test_a_key_cannot_do_two_things(
    tmp_path: Path, lines: list[str], bound: dict[str, tuple[str, ...]], problem: str
) -> None:
    assert read(tmp_path, "\n".join(["[keys]", *lines])) == (bound, [problem])


def test_the_panes_may_use_the_same_key(tmp_path: Path) -> None:
    bound, problems = read(tmp_path, '[keys]\n"list.sort" = ["f"]\n')
    assert (bound, problems) == ({"list.sort": ("f",)}, [])


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ('preset = "vim"\n[keys\n', 2, "not TOML"),
        ('[keys]\n"reader.copy" = [\n', 3, "not TOML"),
        (b'preset = "vim"\n# \xff\n', 2, "not UTF-8"),
        ("keys = 3\n", 1, "keys is no table"),
        ("preset = 3\n", 1, "unknown preset 3"),
        ("[other.thing]\nx = 1\n", 2, "unknown entry 'other'"),
        ('keys = { "zem" = ["z"] }\n', 1, "unknown action 'zem'"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_prevents_nothing(
    tmp_path: Path, content: str | bytes, line: int, what: str
) -> None:
    bound, (problem,) = read(tmp_path, content)
    assert bound == {}
    assert problem.startswith(f"{line}: {what}")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (problem,) = read_keymap(tmp_path).problems
    assert problem.what == "cannot be read: is a directory"


def test_reading_a_keymap_does_not_load_textual() -> None:
    script = (
        "import sys; from pathlib import Path; from tui.keymap.reading import read_keymap; "
        "read_keymap(Path(sys.argv[1])); print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, __file__], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
