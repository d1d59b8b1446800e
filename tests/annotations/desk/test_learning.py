"""A library teaches: its decisions at once, and a model that is trained from them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.correcting import Correcting
from annotations.desk.decisions import Decisions
from annotations.desk.desk import Desk
from annotations.desk.learned import LearnedFolder, Record, Result
from annotations.desk.lessons import lessons
from annotations.desk.marking import Marking
from annotations.entities.evaluation import Score
from annotations.notes.note import Note
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

NAMES = (
    *("Mirella", "Tovan", "Kestrel", "Ardwin", "Selda", "Brannock"),
    *("Ilvane", "Corriso", "Weldrake", "Pasmor", "Quillen", "Dorvane"),
)
NEW = "A song in Oslo\n\nOn Monday he sang the Havrel Ballad in Oslo. People wept.\n"


@pytest.fixture
def root(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        text = f"A song in Oslo\n\nOn Monday she sang the {name} Ballad in Oslo. People wept.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    return folder


def sit_down(root: Path) -> Desk:
    return Desk.open(Library.of(root), engine="rules")


def article(desk: Desk, name: str) -> Article:
    found = desk.library.read(name)
    assert isinstance(found, Article)
    return found


def found(desk: Desk, name: str) -> list[tuple[str, str, str]]:
    return [(each.text, each.label, each.source) for each in desk.suggest(article(desk, name))]


def label(desk: Desk, name: str, quote: str, label: str) -> None:
    text = article(desk, name).text
    desk.label(article(desk, name), Span(text.index(quote), text.index(quote) + len(quote)), label)


def taught(root: Path) -> Desk:
    """A desk whose user has gone through twelve articles."""
    desk = sit_down(root)
    for number, name in enumerate(NAMES):
        label(desk, f"{number:02}.txt", f"{name} Ballad", "WORK_OF_ART")
    desk.mark([f"{number:02}.txt" for number in range(len(NAMES))], Marking(state="done"))
    return desk


def test_what_was_decided_is_at_work_in_another_article_after_reopening(root: Path) -> None:
    desk = sit_down(root)
    label(desk, "00.txt", "People", "NORP")
    oslo = next(
        each for each in desk.mentions(desk.lay_out(article(desk, "01.txt")), desk.suggest(article(desk, "01.txt")))
    )
    desk.reject(article(desk, "01.txt"), oslo)
    desk.store.close()
    again = sit_down(root)
    assert found(again, "new.txt") == [("Monday", "DATE", "rules:date"), ("People", "NORP", "lexicon")]


def test_each_decision_counts_at_once_and_so_does_its_undoing(root: Path) -> None:
    desk = sit_down(root)
    assert ("Oslo", "GPE", "rules:gazetteer") in found(desk, "new.txt")
    label(desk, "00.txt", "Oslo", "PERSON")
    assert ("Oslo", "PERSON", "lexicon") in found(desk, "new.txt")
    label(desk, "00.txt", "Oslo", "ORG")
    assert ("Oslo", "ORG", "lexicon") in found(desk, "new.txt")
    desk.undo()
    desk.undo()
    assert ("Oslo", "GPE", "rules:gazetteer") in found(desk, "new.txt")


def test_a_nudged_suggestion_counts_with_its_new_ends_alone(root: Path) -> None:
    desk = sit_down(root)
    first = article(desk, "00.txt")
    oslo = next(each for each in desk.mentions(desk.lay_out(first), desk.suggest(first)) if each.text == "Oslo")
    desk.respan(first, oslo, Span(oslo.span.start - 3, oslo.span.end))
    assert Decisions(desk.store).lexicon().decisions() == {("in Oslo", "GPE"): 1}
    assert ("in Oslo", "GPE", "lexicon") in found(desk, "new.txt")


def test_a_decision_costs_the_notes_of_its_article_and_not_those_of_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = taught(root)
    found(desk, "new.txt")
    asked: list[str | None] = []
    notes = desk.store.notes

    def asking(name: str | None = None) -> list[Note]:
        asked.append(name)
        return notes(name)

    monkeypatch.setattr(desk.store, "notes", asking)
    desk.correcting.experience()
    assert asked == []
    label(desk, "00.txt", "People", "NORP")
    asked.clear()
    desk.correcting.experience()
    assert asked == ["00.txt"]


def test_a_model_is_learned_used_undone_learned_again_and_forgotten(root: Path) -> None:
    desk = taught(root)
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") not in found(desk, "new.txt")
    assert desk.learning.due()
    result = desk.learning.learn()
    assert result is not None
    assert result.model is not None
    assert (result.articles, result.done, result.decisions) == (12, 12, 12)
    assert result.gain[1] > result.gain[0]
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") in found(desk, "new.txt")
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") in found(sit_down(root), "new.txt")
    assert not desk.learning.due()
    desk.correcting = Correcting(desk.store, "rules", long=0)
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") in found(desk, "new.txt")
    assert desk.learning.undo() == Record(desk.learning.folder.record().last, ())  # type: ignore[union-attr]
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") not in found(desk, "new.txt")
    assert not desk.learning.due()
    assert desk.learning.forget()
    assert not (root / ".postil" / "learned").exists()
    assert not list(places.known_models().iterdir())
    assert not desk.learning.forget()


def test_few_articles_are_not_learned_from_and_those_only_begun_do_not_count(root: Path) -> None:
    desk = taught(root)
    desk.mark(["00.txt", "01.txt", "02.txt"], Marking(state="reading"))
    assert not desk.learning.due()
    with pytest.raises(PostilError, match="there are 9"):
        desk.learning.learn()
    assert not (root / ".postil" / "learned").exists()


def test_what_is_done_is_evidence_as_a_whole_and_what_is_not_by_its_decisions(root: Path) -> None:
    desk = taught(root)
    desk.mark(["00.txt"], Marking(state="reading"))
    label(desk, "new.txt", "Monday", "DATE")
    found = lessons(desk.library, desk.store)
    assert [name for name, lesson in found.items() if not lesson.whole] == ["00.txt", "new.txt"]
    start = NEW.index("Monday")
    assert found["new.txt"].decided == ((Span(start, start + 6), "DATE"),)


def test_it_is_not_learned_of_itself_where_the_settings_forbid_it(root: Path) -> None:
    file = places.config_file()
    file.parent.mkdir(parents=True)
    file.write_text("learn = false\n", encoding="utf-8")
    assert not taught(root).learning.due()


# What comes with a library is hostile


RESULT = Result(
    base="rules",
    made="2026-01-01T00:00:00.000000+00:00",
    articles=12,
    done=12,
    decisions=12,
    seconds=1.0,
    scores={name: {"": Score(1, 2, 3)} for name in ("engine", "lexicon", "learned")},
)


@pytest.fixture
def folder(tmp_path: Path) -> LearnedFolder:
    return LearnedFolder(tmp_path / "learned", tmp_path / "known")


def test_a_model_that_was_made_elsewhere_is_not_read(folder: LearnedFolder) -> None:
    kept = folder.keep(RESULT, b"a model")
    assert folder.model(kept) == b"a model"
    (folder.known / str(kept.model)).unlink()
    problem = folder.model(kept)
    assert isinstance(problem, Problem)
    assert "was not learned here" in problem.what


def test_a_model_that_was_exchanged_is_not_read(folder: LearnedFolder, tmp_path: Path) -> None:
    kept = folder.keep(RESULT, b"a model")
    file = folder.folder / f"{kept.model}.crfsuite"
    file.write_bytes(b"another")
    problem = folder.model(kept)
    assert isinstance(problem, Problem)
    assert "is not what was learned" in problem.what
    file.unlink()
    file.symlink_to("/dev/zero")
    assert isinstance(folder.model(kept), Problem)


def test_what_came_with_a_library_is_said_and_not_loaded(root: Path) -> None:
    desk = taught(root)
    own = desk.learning.folder
    own.keep(RESULT, b"\0" * 100)
    (own.known / str(own.record().last.model)).unlink()  # type: ignore[union-attr]
    assert ("Oslo", "GPE", "rules:gazetteer") in found(desk, "new.txt")
    assert desk.correcting.problem is not None
    assert desk.learning.due()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"schema": 2}', '{"schema": 1, "last": 7, "generations": []}', "[" * 100_000, '{"schema": 1}'],
)
def test_a_record_that_is_none_is_said(folder: LearnedFolder, text: str) -> None:
    folder.folder.mkdir()
    (folder.folder / "record.json").write_text(text, encoding="utf-8")
    assert isinstance(folder.record(), Problem)


@pytest.mark.parametrize(
    ("field", "value"),
    [("model", "../../notes"), ("model", 7), ("articles", -1), ("seconds", "1"), ("scores", {"engine": {"": [1, 2]}})],
)
def test_a_result_with_a_strange_field_is_none(folder: LearnedFolder, field: str, value: object) -> None:
    folder.keep(RESULT, None)
    file = folder.folder / "record.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["last"][field] = value
    file.write_text(json.dumps(document), encoding="utf-8")
    assert isinstance(folder.record(), Problem)


def test_models_that_are_of_no_use_go_with_the_next_result(folder: LearnedFolder) -> None:
    folder.keep(replace(RESULT, base="another engine"), b"1")
    lost = folder.keep(RESULT, None)
    assert folder.record() == Record(lost, ())
    assert not list(folder.known.iterdir())


def test_of_models_the_last_two_are_kept_and_what_did_not_win_is_told(folder: LearnedFolder) -> None:
    first, second, third = (folder.keep(RESULT, model) for model in (b"1", b"2", b"3"))
    lost = folder.keep(RESULT, None)
    assert folder.record() == Record(lost, (second, third))
    assert sorted(each.stem for each in folder.folder.glob("*.crfsuite")) == sorted(
        [second.model or "", third.model or ""]
    )
    assert not folder.trusts(first)
    assert folder.undo() == Record(lost, (second,))
    assert folder.model(second) == b"2"
    assert folder.undo() == Record(lost, ())
    assert folder.undo() is None
