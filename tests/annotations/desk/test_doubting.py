"""What is in doubt since an article changed, and its settling."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.notes.note import Note, Status
from annotations.text.span import Span

OLD = "Talks in Tokyo\n\nThe ministers met in a cold hall. Nobody spoke of the bridge, which is closed.\n"
NEW = "Talks in Tokyo\n\nThey met. A bridge was sold in Oslo, and a bridge in Rome.\n"


@pytest.fixture
def desk(home: Path) -> Desk:
    (home / "library").mkdir()
    (home / "library" / "a.txt").write_text(OLD, encoding="utf-8")
    return Desk.open(Library.of(home / "library"))


def note(desk: Desk, words: str, body: str = "") -> Note:
    start = OLD.index(words)
    article = desk.library.read("a.txt")
    assert isinstance(article, Article)
    return desk.add_note(article, Span(start, start + len(words)), body)


def changed(desk: Desk, text: str = NEW) -> Article:
    (desk.library.root / "a.txt").write_text(text, encoding="utf-8")
    article = desk.library.read("a.txt")
    assert isinstance(article, Article)
    return article


def test_a_save_is_done_where_the_text_cannot_be_kept(desk: Desk) -> None:
    (desk.library.root / ".postil").mkdir()
    (desk.library.root / ".postil" / "notes.json.texts").write_text("in the way")
    noted = note(desk, "hall")
    assert desk.store.notes() == [noted]


def test_the_old_context_is_from_the_old_text_and_the_places_from_the_new(desk: Desk) -> None:
    note(desk, "bridge")
    article = changed(desk)
    (doubt,) = desk.doubting.doubts(article)
    prospect = desk.doubting.prospect(article, doubt)
    assert prospect.whole
    assert prospect.was.before == OLD[: OLD.index("bridge")]
    assert prospect.was.after == ", which is closed.\n"
    assert {NEW[place.span.start : place.span.end] for place in prospect.places[:2]} == {"bridge"}
    assert all(0 < place.share < 1 for place in prospect.places)


def test_without_the_old_text_the_note_itself_tells_the_context(desk: Desk) -> None:
    noted = note(desk, "bridge")
    for file in (desk.library.root / ".postil" / "notes.json.texts").iterdir():
        file.unlink()
    article = changed(desk)
    (doubt,) = desk.doubting.doubts(article)
    prospect = desk.doubting.prospect(article, doubt)
    assert not prospect.whole
    assert (prospect.was.before, prospect.was.after) == (noted.prefix, noted.suffix)


def test_annotations_of_one_place_are_settled_together_and_taken_back_together(desk: Desk) -> None:
    notes = [note(desk, "bridge", "one"), note(desk, "bridge", "two"), note(desk, "ministers")]
    article = changed(desk)
    both, _ = sorted(desk.doubting.doubts(article), key=lambda each: -len(each.notes))
    assert [each.body for each in both.notes] == ["one", "two"]
    at = Span(NEW.index("bridge"), NEW.index("bridge") + 6)
    desk.doubting.settle(article, both, at)
    settled = [each for each in desk.store.notes() if each.body]
    assert {(each.span, each.status, each.article_sha256) for each in settled} == {
        (at, Status.ANCHORED, article.sha256)
    }
    assert {each.suffix for each in settled} == {NEW[at.end : at.end + 32]}
    assert desk.lay_out(article).unsettled == 1
    desk.undo()
    assert desk.store.notes() == sorted(notes, key=lambda each: (each.start or 0, each.id))


def test_what_was_given_up_stays_so_until_it_surely_stands_somewhere(desk: Desk) -> None:
    noted = note(desk, "bridge")
    article = changed(desk)
    (doubt,) = desk.doubting.doubts(article)
    assert (doubt.settled, desk.lay_out(article).unsettled) == (False, 1)
    desk.doubting.give_up(doubt)
    (doubt,) = desk.doubting.doubts(article)
    assert (doubt.settled, desk.lay_out(article).unsettled) == (True, 0)
    assert desk.lay_out(article).notes[0].status is Status.ORPHANED
    back = changed(desk, OLD + "And more.\n")
    assert desk.doubting.doubts(back) == ()
    assert (desk.lay_out(back).notes[0].start, desk.lay_out(back).unsettled) == (noted.start, 0)


def test_what_someone_changed_meanwhile_is_left_alone(desk: Desk) -> None:
    noted = note(desk, "bridge")
    article = changed(desk)
    (doubt,) = desk.doubting.doubts(article)
    edited = desk.edit_note(noted, "other words", ())
    desk.doubting.settle(article, doubt, Span(0, 5))
    desk.doubting.give_up(doubt)
    assert desk.store.notes() == [edited]
