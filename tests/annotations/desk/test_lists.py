"""Working lists: the user's work, in a file that may be edited by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.filtering import Filter, QueryError, as_filter, parse
from annotations.desk.lists import WorkingList, exchange, read_lists, write_lists
from annotations.problem import PostilError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".postil" / "lists.toml"


def test_lists_are_kept_replaced_and_taken_away(file: Path) -> None:
    assert read_lists(file) == []
    fog, rain = WorkingList("fog", 'text:"thick fog" is:unread'), WorkingList("rain \x7f\n\"'\\", "text:rain")
    exchange(file, None, fog)
    exchange(file, None, rain)
    mist = WorkingList("mist", "text:fog")
    exchange(file, fog, mist)
    assert read_lists(file) == [mist, rain]
    with pytest.raises(PostilError, match="there is a list 'mist' already"):
        exchange(file, rain, WorkingList("mist", "x"))
    exchange(file, mist, None)
    exchange(file, mist, None)
    assert read_lists(file) == [rain]
    assert [each.name for each in file.parent.iterdir()] == ["lists.toml"]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("[[list]]\nname = 'a'\nquery = \n", 3, "not TOML"),
        ("[[list]]\nname = 'a'\nquery = 'x'\n[[list]]\nname = 'b'\n", 4, "name and a query"),
        ("[[list]]\nname = 'a'\nquery = 'is:unred'\n", 1, "is:unread?"),
        ("[[list]]\nname = 'a'\nquery = 'x'\n\n[[list]]\nname = 'a'\nquery = 'y'\n", 5, "stands twice"),
        ("[[list]]\nname = 1\nquery = 'x'\n", 1, "no text"),
        ("[[lists]]\n", None, "unknown entry 'lists'"),
    ],
)
def test_a_damaged_file_is_named_with_the_line_and_not_written(
    file: Path, content: str, line: int | None, said: str
) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PostilError, match=said) as caught:
        exchange(file, None, WorkingList("new", "x"))
    assert (caught.value.problem.file, caught.value.problem.line) == (str(file), line)
    assert file.read_text(encoding="utf-8") == content


@given(
    st.lists(
        st.builds(WorkingList, st.text(min_size=1).filter(str.strip), st.just("text:fog")), unique_by=lambda e: e.name
    )
)
def test_any_name_comes_back(tmp_path_factory: pytest.TempPathFactory, lists: list[WorkingList]) -> None:
    file = tmp_path_factory.getbasetemp() / "any-name.toml"
    write_lists(file, lists)
    assert [each.name for each in read_lists(file)] == [each.name.encode("utf-8", "replace").decode() for each in lists]


@pytest.mark.parametrize(
    ("search", "query"),
    [
        ("fog -sea", "text:fog -text:sea"),
        ('"thick fog" is:unread harb*', 'text:"thick fog" is:unread text:harb*'),
        ("NEAR(fog sea, 3) title:x", "NEAR(fog sea, 3) title:x"),
        ("", ""),
    ],
)
def test_a_search_that_is_kept_asks_the_same_of_the_list(search: str, query: str) -> None:
    assert as_filter(search) == query


@given(st.text(st.sampled_from('ab:"-* (),NEARtextis')))
def test_kept_or_not_the_same_words_are_looked_for(query: str) -> None:
    try:
        asked = parse(query, search=True)
    except QueryError:
        return
    kept = parse(as_filter(query))
    assert _phrases(kept) == _phrases(asked)


def _phrases(asked: Filter) -> list[tuple[object, ...]]:
    clauses = asked.sought.clauses if asked.sought else ()
    return [(clause.phrases, clause.near, clause.negated) for clause in clauses]
