"""Drafts: durable when written, each on its own, and never in one another's way."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from annotations.desk.drafts import Draft, Drafts, Place
from annotations.text.span import Span

PLACE = Place("/library", "a.txt", Span(3, 7))
WHOLE = Place("/library", "a.txt")


def test_a_draft_is_there_for_the_next_run_until_it_is_dropped(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "state" / "drafts")
    drafts.put(PLACE, Draft("half\ud800", ("x", "y")))
    assert Drafts(tmp_path / "state" / "drafts").at(PLACE) is None, "what is only put is not on disk"
    assert drafts.write(PLACE) is None
    again = Drafts(tmp_path / "state" / "drafts")
    assert again.at(PLACE) == Draft("half\ud800", ("x", "y"))
    again.put(PLACE, None)
    assert again.write(PLACE) is None
    assert list((tmp_path / "state" / "drafts").iterdir()) == []


def test_places_are_told_apart(tmp_path: Path) -> None:
    places = [PLACE, WHOLE, Place("/other", "a.txt"), Place("/library", "a.txt", None, "01ID")]
    drafts = Drafts(tmp_path)
    for number, place in enumerate(places):
        drafts.put(place, Draft(str(number)))
        drafts.write(place)
    assert [Drafts(tmp_path).at(place) for place in places] == [Draft(str(number)) for number in range(4)]


def test_two_programs_do_not_overwrite_each_other(tmp_path: Path) -> None:
    one, two = Drafts(tmp_path), Drafts(tmp_path)
    for drafts in (one, two):
        drafts.load()
    one.put(PLACE, Draft("one"))
    two.put(WHOLE, Draft("two"))
    one.write(PLACE)
    two.write(WHOLE)
    again = Drafts(tmp_path)
    assert (again.at(PLACE), again.at(WHOLE)) == (Draft("one"), Draft("two"))


def test_of_many_writes_at_once_the_last_draft_stays(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    threads = []
    for number in range(20):
        drafts.put(PLACE, Draft(str(number)))
        threads.append(Thread(target=drafts.write, args=(PLACE,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert Drafts(tmp_path).at(PLACE) == Draft("19")


def test_a_damaged_file_is_passed_over_and_kept(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put(PLACE, Draft("whole"))
    drafts.write(PLACE)
    (tmp_path / "0.json").write_text('{"library": "/library", "span": 3}', encoding="utf-8")
    (tmp_path / "1.json").write_text("{", encoding="utf-8")
    assert Drafts(tmp_path).load() == {PLACE: Draft("whole")}
    assert (tmp_path / "1.json").exists()


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file stands where the folder should", encoding="utf-8")
    drafts = Drafts(tmp_path / "drafts")
    drafts.put(PLACE, Draft("half"))
    problem = drafts.write(PLACE)
    assert problem is not None
    assert "could not be kept" in problem.what
    assert drafts.at(PLACE) == Draft("half")
