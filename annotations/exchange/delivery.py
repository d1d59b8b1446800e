"""Puts an export where it was asked for: standard output, one file, or a folder of files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from annotations.exchange.document import Piece
from annotations.exchange.formats import Shape
from annotations.notes.replace import Beside, make_folder
from annotations.problem import PostilError, Problem, reason


def deliver(pieces: Iterable[Piece], target: Path | None, shape: Shape) -> None:
    """Write the pieces: to standard output where there is no target.

    A file takes its place when it is whole; a killed export leaves the old one. Raises PostilError where the disk
    refuses, or a piece would lie outside its folder.
    """
    if target is None:
        for _, data in pieces:
            sys.stdout.buffer.write(data)
        return
    try:
        if shape is Shape.FOLDER:
            _folder(pieces, target)
        else:
            _file((data for _, data in pieces), target)
    except OSError as error:
        what = f"cannot be written: {reason(error)}"
        raise PostilError(Problem(str(error.filename or target), what, "name another place with -o")) from error


def _file(data: Iterable[bytes], target: Path) -> None:
    with ExitStack() as stack:
        beside = Beside(target)
        stack.callback(beside.drop)
        for each in data:
            beside.write(each)
        beside.finish()
        beside.take_place()


def _folder(pieces: Iterable[Piece], folder: Path) -> None:
    """Files in the order of their pieces; those of one file follow each other."""
    make_folder(folder)
    with ExitStack() as stack:
        beside: Beside | None = None
        at_hand: str | None = None
        for name, data in pieces:
            if name != at_hand:
                if beside is not None:
                    beside.finish()
                    beside.take_place()
                    stack.close()
                at_hand, beside = name, Beside(_within(folder, name))
                stack.callback(beside.drop)
            assert beside is not None
            beside.write(data)
        if beside is not None:
            beside.finish()
            beside.take_place()


def _within(folder: Path, name: str) -> Path:
    """The place of a file in the folder; those between are made."""
    parts = name.split("/")
    if not all(part and part not in (".", "..") and "\0" not in part for part in parts):
        raise PostilError(Problem(name, "no name for a file", "rename the article"))
    path = folder.joinpath(*parts)
    make_folder(path.parent)
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise PostilError(Problem(name, f"would lie outside {folder}", "name a new folder with -o"))
    return path
