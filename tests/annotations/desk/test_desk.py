"""The desk: each thing that a user can do, and its undoing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk
from annotations.desk.marking import Marking
from annotations.desk.mentions import Mention, merge
from annotations.entities.entity import Entity
from annotations.notes.note import Decision, Kind
from annotations.problem import PostilError
from annotations.text.span import Span

TEXT = "Talks in Tokyo\n\nJapan and South Korea met in Tokyo. \U0001f44d\U0001f3fd Cafe\u0301 talk.\n"


@pytest.fixture
def desk(home: Path) -> Desk:
    (home / "library").mkdir()
    (home / "library" / "a.txt").write_text(TEXT, encoding="utf-8")
    return Desk.open(Library.of(home / "library"))


@pytest.fixture
def article(desk: Desk) -> Article:
    found = desk.library.read("a.txt")
    assert isinstance(found, Article)
    return found


def mention(desk: Desk, article: Article, text: str) -> Mention:
    return next(each for each in desk.mentions(desk.lay_out(article), desk.suggest(article)) if each.text == text)


def test_reading_writes_nothing(desk: Desk, article: Article) -> None:
    desk.mentions(desk.lay_out(article), desk.suggest(article))
    desk.listing.row("a.txt")
    assert [each.name for each in desk.library.root.iterdir()] == ["a.txt"]


def test_a_note_is_widened_to_whole_graphemes(desk: Desk, article: Article) -> None:
    thumb, accent = TEXT.index("\U0001f3fd"), TEXT.index("\u0301")
    note = desk.add_note(article, Span(thumb, accent), "wide")
    assert note.quote == "\U0001f44d\U0001f3fd Cafe\u0301"
    assert note.span is not None
    assert TEXT[note.span.start : note.span.end] == note.quote


def test_accept_then_reject_then_undo_both(desk: Desk, article: Article) -> None:
    korea = mention(desk, article, "South Korea")
    desk.accept(article, korea)
    desk.accept(article, korea)
    assert [note.decision for note in desk.store.notes()] == [Decision.ACCEPTED]
    desk.reject(article, korea)
    assert [note.decision for note in desk.store.notes()] == [Decision.REJECTED]
    assert all(each.text != "South Korea" for each in desk.mentions(desk.lay_out(article), desk.suggest(article)))
    desk.undo()
    desk.undo()
    assert desk.store.notes() == []
    assert desk.undo() is None
    desk.redo()
    assert [note.decision for note in desk.store.notes()] == [Decision.ACCEPTED]


def test_rejecting_what_the_user_added_removes_it(desk: Desk, article: Article) -> None:
    span = Span(TEXT.index("met"), TEXT.index("met") + 3)
    desk.label(article, span, "EVENT")
    desk.reject(article, mention(desk, article, "met"))
    assert desk.store.notes() == []


def test_labelling_again_changes_the_label(desk: Desk, article: Article) -> None:
    span = Span(TEXT.index("met"), TEXT.index("met") + 3)
    first = desk.label(article, span, "EVENT")
    second = desk.label(article, span, "LAW")
    assert (second.id, second.label) == (first.id, "LAW")
    assert len(desk.store.notes()) == 1
    with pytest.raises(PostilError, match="no label of the scheme"):
        desk.label(article, span, "NONSENSE")


def test_moving_the_end_of_a_suggestion_makes_it_the_users_own(desk: Desk, article: Article) -> None:
    korea = mention(desk, article, "South Korea")
    desk.respan(article, korea, Span(korea.span.start + len("South "), korea.span.end))
    texts = [each.text for each in desk.mentions(desk.lay_out(article), desk.suggest(article))]
    assert "Korea" in texts
    assert "South Korea" not in texts


def test_a_decision_hides_the_suggestions_that_it_overlaps(desk: Desk, article: Article) -> None:
    suggestions = [Entity(Span(0, 5), "Talks", "ORG", 1.0, "x"), Entity(Span(9, 14), "Tokyo", "GPE", 1.0, "x")]
    decided = desk.label(article, Span(3, 8), "EVENT")
    merged = merge(suggestions, [decided])
    assert [(each.text, each.label) for each in merged] == [("ks in", "EVENT"), ("Tokyo", "GPE")]


def test_notes_follow_a_text_that_changed(desk: Desk, article: Article) -> None:
    span = Span(TEXT.index("South"), TEXT.index("South") + 11)
    desk.add_note(article, span, "which one?")
    (desk.library.root / "a.txt").write_text("New head\n\n" + TEXT, encoding="utf-8")
    (note,) = desk.lay_out(Article("a.txt", "New head\n\n" + TEXT)).notes
    assert (note.start, note.kind) == (span.start + 10, Kind.NOTE)


def test_state_flag_and_tags(desk: Desk) -> None:
    desk.mark(("a.txt",), Marking(flag=True))
    desk.mark(("a.txt",), Marking(state="done", tags=["x"]))
    state = desk.state("a.txt")
    assert (state.state, state.flag, state.tags) == ("done", True, ("x",))
    desk.undo()
    assert desk.state("a.txt").state == "new"
    with pytest.raises(PostilError, match="no such file"):
        desk.mark(("gone.txt",), Marking(flag=True))


def test_bookmarks_survive_and_a_damaged_file_is_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "state" / "state.json"
    marks = Bookmarks.read(file)
    marks.place(tmp_path, "a.txt", 42)
    marks.save()
    again = Bookmarks.read(file)
    assert again.position(tmp_path, "a.txt") == 42
    assert again.article == "a.txt"
    file.write_text('{"positions": 3}', encoding="utf-8")
    assert Bookmarks.read(file).positions == {}


# Engines


def suggestions(file: Path, *found: tuple[str, str]) -> str:
    """An engine that finds these words with these labels."""
    lines = [
        {"article": "a.txt", "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}
        | {"label": label}
        for words, label in found
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return f"jsonl:{file}"


def test_several_engines_are_asked_in_the_labels_of_the_scheme(desk: Desk, article: Article, tmp_path: Path) -> None:
    (tmp_path / "library" / ".postil").mkdir()
    scheme = 'base = "built-in"\ndrop = ["DATE"]\n[[label]]\nname = "PLACE"\nfrom = ["GPE", "jsonl:CITY"]\n'
    (tmp_path / "library" / ".postil" / "scheme.toml").write_text(scheme, encoding="utf-8")
    other = suggestions(tmp_path / "made.jsonl", ("Tokyo", "CITY"), ("Japan and South Korea", "ORG"), ("met", "VERB"))
    both = Desk.open(desk.library, engine=f"rules,{other}")
    assert [(each.text, each.label, each.source) for each in both.suggest(article)] == [
        ("Tokyo", "PLACE", f"rules, {other}"),
        ("Japan and South Korea", "ORG", other),
        ("Japan", "PLACE", "rules"),
        ("South Korea", "PLACE", "rules"),
        ("Tokyo", "PLACE", "rules"),
    ]
    again = Desk.open(desk.library, engine=f"rules,{other}").suggested(article)
    assert list(again or ()) == list(both.suggest(article))


def test_of_rivals_only_the_likeliest_are_accepted_with_all_the_rest(
    desk: Desk, article: Article, tmp_path: Path
) -> None:
    one = suggestions(tmp_path / "one.jsonl", ("Japan and South Korea", "ORG"), ("Cafe\u0301", "ORG"))
    two = suggestions(tmp_path / "two.jsonl", ("South Korea", "GPE"), ("Cafe\u0301", "FAC"))
    several = Desk.open(desk.library, engine=f"{one},{two},rules")
    several.accept_all(article, several.mentions(several.lay_out(article), several.suggest(article)))
    assert [(note.quote, note.label) for note in several.store.notes("a.txt")] == [
        ("Tokyo", "GPE"), ("Japan", "GPE"), ("South Korea", "GPE"), ("Tokyo", "GPE"), ("Cafe\u0301", "ORG"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ('engine = "oracle"', "engine oracle: no such engine"),
        ("engine = 3", "engine is not a string"),
        ('motor = "rules"', "unknown setting 'motor'"),
        ("learn = 1", "learn is neither true nor false"),
        ("author = ", "not TOML"),
    ],
)
def test_the_settings_choose_the_engine(desk: Desk, tmp_path: Path, settings: str, what: str) -> None:
    file = tmp_path / "config" / "postil" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('engine = "rules,builtin"\n', encoding="utf-8")
    assert Desk.open(desk.library).recognising.engines == ("rules", "builtin")
    assert Desk.open(desk.library, engine="builtin").recognising.engines == ("builtin",)
    file.write_text(f"# mine\n{settings}\n", encoding="utf-8")
    with pytest.raises(PostilError, match=f"config.toml:2: {what}"):
        Desk.open(desk.library)
