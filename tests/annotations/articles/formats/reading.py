"""Reading files of a format in the test's own process, as the process apart does it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.formats.opening import Opening
from annotations.problem import Problem


def found(path: Path, fields: Mapping[str, str] | None = None) -> dict[str, Article | Problem]:
    """Everything in a file by its path there; what hinders listing it is called `!`."""
    opening = Opening(path, path.name, fields=fields)
    try:
        held = opening.held()
        read: dict[str, Article | Problem] = {key: opening.read(key) for key in held.keys}
    finally:
        opening.close()
    return read if held.problem is None else {**read, "!": held.problem}


def articles(path: Path, fields: Mapping[str, str] | None = None) -> dict[str, Article]:
    """The articles in a file, in which nothing is wrong."""
    read = found(path, fields)
    assert not [str(each) for each in read.values() if isinstance(each, Problem)]
    return {key: each for key, each in read.items() if isinstance(each, Article)}


def article(path: Path) -> Article:
    """The one article of a file."""
    ((key, only),) = articles(path).items()
    assert key == ""
    return only


def problems(path: Path, fields: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with a file and its articles, a line each."""
    return [str(each) for each in found(path, fields).values() if isinstance(each, Problem)]
