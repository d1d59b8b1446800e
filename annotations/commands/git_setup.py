"""`postil git-setup`: has git merge the notes of a library by note, and leave alone what is not to be shared."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from annotations.articles.library import Library
from annotations.notes.replace import make_folder, replace_file
from annotations.problem import PostilError, Problem

EXAMPLE = "postil git-setup ~/articles"

_ATTRIBUTES = ("notes.json merge=postil",)
_IGNORED = ("*.journal", "*.backup", "*.damaged", "*.texts", ".*.tmp")


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help="the library's folder")


def run(arguments: argparse.Namespace) -> int:
    """Write attributes and ignored names beside the notes, to be committed, and the driver into the settings."""
    folder = Library.of(arguments.path).root / ".postil"
    _git(folder.parent, "rev-parse", "--git-dir")
    make_folder(folder)
    for name, lines in ((".gitattributes", _ATTRIBUTES), (".gitignore", _IGNORED)):
        if _add(folder / name, lines):
            print(folder / name)
    _git(folder.parent, "config", "merge.postil.name", "notes of postil, merged by note")
    _git(folder.parent, "config", "merge.postil.driver", f"{_program()} merge %O %A %B")
    print("postil: commit these two files; in every other clone run postil git-setup once", file=sys.stderr)
    return 0


def _add(file: Path, lines: tuple[str, ...]) -> bool:
    """Add the lines that a file does not have yet; says whether there were any."""
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    missing = [line for line in lines if line not in old.splitlines()]
    if missing:
        start = old if not old or old.endswith("\n") else old + "\n"
        replace_file(file, (start + "\n".join(missing) + "\n").encode())
        file.chmod(0o644)
    return bool(missing)


def _program() -> str:
    """How git is to call this program: by its name, or where that leads nowhere by where it is."""
    if shutil.which("postil"):
        return "postil"
    return "'" + str(Path(sys.argv[0]).resolve()).replace("'", "'\\''") + "'"


def _git(folder: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise PostilError(Problem("git", "is not installed")) from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["git refused"])[-1]
        raise PostilError(Problem(str(folder), said.removeprefix("fatal: "), "run git init there first"))
