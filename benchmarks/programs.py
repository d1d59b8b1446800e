"""The programs that are measured, and what they are told of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import answering_app, bare_app, table_app, text_app
from benchmarks.homes import homes

PYTHON = sys.executable
POSTIL = str(Path(sys.executable).with_name("postil"))
BARE = [PYTHON, bare_app.__file__]
ANSWERING = [PYTHON, answering_app.__file__]
TABLE = [PYTHON, table_app.__file__]
TEXT = [PYTHON, text_app.__file__]


def environment(home: Path) -> dict[str, str]:
    """A terminal of all colours, and folders of the program's own below `home`."""
    folders = homes(home)
    for folder in folders.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    return {
        **folders,
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
