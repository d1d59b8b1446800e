"""A small library of articles about fog, as it stands in the index."""

from __future__ import annotations

from pathlib import Path

from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.filtering import parse
from annotations.desk.searching import Hit

TEXTS = {
    "a.txt": (
        "Fog at sea\n\nSource: Reuters | 2021-05-06\n\n"
        "A long line without it. The old harbour lay in thick fog all day.\n"
    ),
    "b.txt": "東京の朝\n\nSource: Xinhua | 2022-05-06\n\n霧が東京駅を覆った。Fog in Tokyo.\n",
    "c.txt": "Nothing\n\nSource: Reuters | 2020-05-06\n\nIt rained in Zürich.\n",
}


def foggy(home: Path) -> Desk:
    """A desk on the library, all of which is indexed."""
    folder = home / "library"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return opened(folder)


def opened(folder: Path) -> Desk:
    desk = Desk.open(Library.of(folder))
    agree(desk)
    return desk


def agree(desk: Desk) -> list[int]:
    """Take stock of all files; how many were read at each step."""
    return [len(progress.taken) for progress in desk.stocktaking.agree(desk.listing.scan()) if progress.taken]


def hits(desk: Desk, query: str, order: str = "newest") -> list[Hit]:
    wanted = parse(query, search=True)
    found = [desk.searching.hit(finding, wanted) for finding in desk.searching.findings(wanted, order)]
    return [hit for hit in found if isinstance(hit, Hit)]


def names(desk: Desk, query: str) -> list[str]:
    return [hit.finding.name for hit in hits(desk, query)]
