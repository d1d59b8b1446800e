"""Copies of a story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

import pytest

from annotations.articles.article import Article
from annotations.desk.duplicates import folded, groups
from annotations.search.entry import entry
from annotations.search.text_index import TextIndex

NEWS = Path(__file__).parents[4] / "shared" / "articles" / "wikinews"
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
WIRE = """\
Six countries sign treaty to bring back night train

LISBON, Jan. 12 (Meridian) -- Transport ministers of Portugal, Spain and France signed a treaty on Monday to bring back
a night train between Lisbon and Warsaw, the longest such journey in western Europe since the 1970s.

The agreement was signed shortly after 6:30 p.m. in the old customs hall, under a clock that railway workers had
repaired for the day. "A continent is the distance that you can sleep through," said the minister, Helena Sarmento.
"Tonight it has become a little smaller." The first train is to leave in September; it will cover 3,340 kilometers.
"""
EDITED = (
    "Night train returns\n\nFrom our correspondent\n\n"
    + WIRE.split("\n\n", 1)[1].replace("\n", " ").replace("  ", "\n\n").replace("repaired for", "mended for")
    + "\n\nRead more on our site.\n"
)
OTHER = WIRE.replace("Portugal", "Kenya").replace("train", "ferry").replace("Lisbon", "Mombasa").replace("the", "one")


def sketches(folder: Path, **texts: str) -> list[tuple[str, bytes, bytes]]:
    """What the index keeps of texts to tell copies by."""
    index = TextIndex(folder)
    index.put(entry(Article(name, text), (1, 1)) for name, text in texts.items())
    return index.sketches()


def test_a_copy_that_was_edited_is_one(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    found = groups(sketches(tmp_path, wire=WIRE, edited=EDITED, other=OTHER, again=WIRE))
    assert found.keys() == {"wire", "edited", "again"}
    assert len(set(found.values())) == 1


def on_another_site(text: str) -> str:
    """A story with the head and the foot of a site, straight quotation marks, and lines of its own length."""
    title, _source, *paragraphs = text.split("\n\n")
    running = ["\n".join(wrap(each.translate(STRAIGHT), 72)) for each in paragraphs]
    foot = "Follow us for more of this, and subscribe to our letter, which comes out every morning."
    return "\n\n".join([title.upper(), "By Staff Reporter", "Advertisement", *running, foot, "© 2026 The Planet"])


def on_a_third(text: str) -> str:
    """A story without its last paragraph, under another headline."""
    return "What you need to know\n\n" + "\n\n".join(text.split("\n\n")[2:-1])


def test_real_stories_from_three_sites_are_one_each_and_no_two_of_them_are_the_same(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    if not NEWS.is_dir():
        pytest.skip("the stories of Wikinews are in ../shared/articles, which is not here")
    stories = {file.stem: file.read_text(encoding="utf-8") for file in sorted(NEWS.glob("*.txt"))}
    long = {name: text for name, text in stories.items() if len(text.split("\n\n")) > 5 and len(text) > 1_500}
    sites: dict[str, Callable[[str], str]] = {"one": str, "two": on_another_site, "three": on_a_third}
    found = groups(
        sketches(tmp_path, **{f"{site}/{name}": of(text) for name, text in long.items() for site, of in sites.items()})
    )
    stories_of: dict[int, set[str]] = {}
    for copy, group in found.items():
        stories_of.setdefault(group, set()).add(copy.partition("/")[2])
    assert all(len(each) == 1 for each in stories_of.values())
    folded_away = len(found) - len(stories_of)
    assert folded_away >= 0.95 * 2 * len(long)


def test_without_the_extra_the_same_text_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.search.likeness._hasher", lambda: None)
    assert groups(sketches(tmp_path, wire=WIRE, edited=EDITED, again=WIRE)).keys() == {"wire", "again"}


def test_short_texts_are_copies_only_where_they_are_the_same(tmp_path: Path) -> None:
    assert groups(sketches(tmp_path, a="Rain.", b="Rain!", c="Rain.")).keys() == {"a", "c"}


GROUPS = {"b": 1, "d": 1, "e": 1, "c": 2, "f": 2}


@pytest.mark.parametrize(
    ("unfolded", "current", "names", "counts"),
    [
        (set(), None, "abc", {"b": 3, "c": 2}),
        (set(), "e", "aec", {"e": 3, "c": 2}),
        ({1}, None, "abcde", {"c": 2}),
        ({1, 2}, "f", "abcdef", {}),
    ],
)
def test_folding(unfolded: set[int], current: str | None, names: str, counts: dict[str, int]) -> None:
    assert folded("abcdef", GROUPS, unfolded, current) == (list(names), counts)


def test_one_of_which_only_one_is_shown_stands_for_itself() -> None:
    assert folded("ab", GROUPS, set(), None) == (["a", "b"], {})
