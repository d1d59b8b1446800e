from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.recognising import SIGHT, Matter, Recognising
from annotations.desk.suggestion_cache import SuggestionCache
from annotations.entities.engines import engine
from annotations.entities.packed import Entities
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

TEXT = "Talks\n\nJapan met South Korea 🇰🇷 on Dec. 5, said Hiroshi Kajiyama.\n\ud800 Kajiyama left Tokyo.\n"
HEADLINE = Span(0, 5)
LONG = "Hiroshi Kajiyama met Angela Merkel in South Korea on Dec. 5. " * 40_000


def children(process: int) -> list[int]:
    """The processes that any of its threads has begun, and that have not been waited for."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def wait_for(condition: Callable[[], object]) -> None:
    """Return when it holds; fails after ten seconds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are watched in /proc")


@pytest.mark.parametrize("name", ["builtin", "rules"])
def test_a_process_of_its_own_finds_the_same(name: str) -> None:
    here = engine(name).recognise(TEXT, headline=HEADLINE, skip=[Span(7, 12)])
    assert len(here) > 3
    matter = Matter(TEXT, HEADLINE, (Span(7, 12),))
    assert [list(each) for each in Recognising([name]).recognise(matter)] == [here]
    assert [list(each) for each in Recognising([name], long=0).recognise(matter)] == [here]


def test_without_a_process_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = engine("rules").recognise(TEXT)
    for program in ("/nowhere/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", program)
        assert [list(each) for each in Recognising(["rules"], long=0).recognise(Matter(TEXT))] == [here]


@pytest.mark.parametrize("long", [0, 1000])
def test_an_engine_that_cannot_work_says_why_and_hinders_no_other(tmp_path: Path, long: int) -> None:
    missing = f"jsonl:{tmp_path / 'none.jsonl'}"
    broken, rules = Recognising([missing, "rules"], long=long).recognise(Matter(TEXT))
    assert "none.jsonl: cannot be read: no such file" in "".join(map(str, broken.problems))
    assert (len(broken), list(rules.problems)) == (0, [])
    assert len(rules) > 3


@pytest.mark.parametrize("long", [100_000, 1_000])
def test_what_is_in_sight_of_a_long_text_is_found_first(long: int) -> None:
    text = (
        "Title\n\n" + "Talks were held in Vienna on Monday.\n" * 2_000 + "Ann Lee came.\n" + "Then it rained.\n" * 2_000
    )
    recognising, offset = Recognising(["builtin"], long=long), text.index("Ann Lee")
    matter = Matter(text, HEADLINE, (Span(0, 5), Span(offset - 74, offset - 37)))
    found = (recognising.near(matter, offset) or [])[0]
    assert all(text[each.span.start : each.span.end] == each.text for each in found)
    assert "Ann Lee" in [each.text for each in found]
    assert offset - 2 * SIGHT < found[0].span.start
    assert not [each for each in found if offset - 74 <= each.span.start < offset - 37]
    assert recognising.near(Matter(TEXT), 0) is None
    recognising.close()


def test_nothing_of_an_engine_is_loaded_for_a_long_text() -> None:
    code = """
import sys
sys.path.insert(0, sys.argv[1])
from annotations.desk.recognising import Matter, Recognising

recognising, matter = Recognising(["builtin"], long=1_000), Matter("Ann Lee met Bob Smith in Vienna. " * 2_000)
assert all(recognising.near(matter, 9_000)) and all(recognising.recognise(matter))
loaded = {"pycrfsuite", "annotations.entities.builtin", "annotations.entities.names"} & sys.modules.keys()
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parents[3])], check=True)


def test_of_a_long_article_alone_the_process_keeps_what_it_finds(tmp_path: Path) -> None:
    code = """
import os, sys
sys.path.insert(0, sys.argv[1])
os.environ["XDG_CACHE_HOME"] = sys.argv[2]
from pathlib import Path
from annotations.articles.library import Library
from annotations.desk.desk import Desk

file = Path(sys.argv[2], "long.txt")
file.write_text("Title\\n\\n" + "Ann Lee met Bob Smith (BS) in Vienna on Dec. 5, 2019. " * 2_000)
os.utime(file, (10**9, 10**9))
desk = Desk.open(Library.of(file), engine="rules")
article = desk.read(file.name).article
desk.listing.keep(article)
assert desk.suggested(article) is None
found = desk.suggest(article)
assert desk.listing.look([file.name])[file.name].suggested == len(found) > 2_000
assert desk.listing.stamps([file.name]) == {file.name: (file.stat().st_size, 10**18)}
late = {"sqlite3", "annotations.search", "annotations.entities.meaning", "annotations.entities.vocabulary"}
assert not late & sys.modules.keys(), late & sys.modules.keys()
assert list(desk.suggested(article)) == list(found)
assert desk.listing.known([]).entities
desk.recognising.close()
"""
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parents[3]), str(tmp_path)], check=True)


@needs_proc
def test_one_process_finds_what_is_in_sight_and_all() -> None:
    recognising, before = Recognising(["rules"], long=1_000), children(os.getpid())
    recognising.near(Matter(LONG), 0)
    (process,) = set(children(os.getpid())) - set(before)
    found: list[list[Entities]] = []
    work = Thread(target=lambda: found.append(recognising.recognise(Matter(LONG[:400_000]))))
    work.start()
    while work.is_alive():
        assert set(children(os.getpid())) - set(before) <= {process}
        time.sleep(0.01)
    assert found[0][0]
    recognising.near(Matter(LONG), 0)
    recognising.stop()
    assert children(os.getpid()) == before, "one that waits for the whole ends when that is not wanted any more"


@given(st.text("a\n e\u0301👩\u200d🇯🇵", min_size=1, max_size=60), st.integers(0, 60))
def test_what_is_in_sight_splits_no_cluster(text: str, offset: int) -> None:
    whole = (text * 400)[:20_000]
    sight, start = Matter(whole).around(offset * 300)
    assert whole[start : start + len(sight.text)] == sight.text
    assert is_boundary(whole, start)
    assert is_boundary(whole, start + len(sight.text))


# The cache


def test_what_was_found_is_known_the_next_time(tmp_path: Path) -> None:
    matter = Matter(TEXT, HEADLINE)
    first = Recognising(["rules"], SuggestionCache(tmp_path / "s.sqlite"))
    assert first.known(matter) is None
    (found,) = first.recognise(matter)
    again = Recognising(["rules"], SuggestionCache(tmp_path / "s.sqlite"))
    assert [list(each) for each in again.known(matter) or ()] == [list(found)]
    for other in (Matter(TEXT + "!", HEADLINE), Matter(TEXT), Matter(TEXT, HEADLINE, (Span(7, 12),))):
        assert again.known(other) is None
    assert Recognising(["builtin"], SuggestionCache(tmp_path / "s.sqlite")).known(matter) is None


def test_what_a_changed_file_says_is_not_what_it_said(tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    line = '{"article": "a.txt", "start": 7, "end": 12, "text": "Japan", "label": "GPE"}\n'
    recognising = Recognising([f"jsonl:{file}"], SuggestionCache(tmp_path / "s.sqlite"))
    matter = Matter(TEXT, article="a.txt")
    assert recognising.recognise(matter)[0].problems
    file.write_text(line, encoding="utf-8")
    assert [each.label for each in Recognising(recognising.engines).recognise(matter)[0]] == ["GPE"]
    file.write_text(line.replace("GPE", "PLACE"), encoding="utf-8")
    assert recognising.known(matter) is None


def test_a_cache_that_is_damaged_is_only_empty(tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite"
    cache, matter = SuggestionCache(file), Matter(TEXT)
    (found,) = Recognising(["rules"], cache).recognise(matter)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE suggestions SET entities = ?", (found.packed()[:-1],))
    assert Recognising(["rules"], cache).known(matter) is None
    cache.close()
    file.write_bytes(b"\0" * 5000)
    assert Recognising(["rules"], SuggestionCache(file)).recognise(matter)


def test_what_was_used_longest_ago_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(Entities.of("", ()).packed())
    cache = SuggestionCache(tmp_path / "s.sqlite", most=4 * size)
    days = iter(range(100))
    monkeypatch.setattr("annotations.desk.suggestion_cache.time.time", lambda: next(days) * 100_000)
    for name in "abcd":
        cache.put(name, Entities.of("", ()))
    assert cache.get("a", "") is not None
    cache.put("e", Entities.of("", ()))
    assert [name for name in "abcde" if cache.get(name, "") is not None] == ["a", "d", "e"]


@needs_proc
def test_what_is_stopped_finds_nothing_and_leaves_no_process() -> None:
    recognising = Recognising(["rules"], long=0)
    found: list[list[Entities]] = []

    def recognise() -> None:
        found.append(recognising.recognise(Matter(LONG)))

    for give_up in (recognising.stop, recognising.close):
        before = children(os.getpid())
        work = Thread(target=recognise)
        work.start()
        while children(os.getpid()) == before:
            assert work.is_alive()
            time.sleep(0.01)
        give_up()
        work.join(10)
        assert recognising.stopped
        assert children(os.getpid()) == before
        # It takes on more after it was stopped, and no more when it was closed.
        found.append(recognising.recognise(Matter(TEXT)))
    assert [bool(each) for each in found] == [False, True, False, False]


@needs_proc
def test_the_process_ends_with_its_parent() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from annotations.desk.recognising import Matter, Recognising;"
        "Recognising(['rules'], long=0).recognise(Matter('Hiroshi Kajiyama met Angela Merkel on Dec. 5. ' * 200_000))"
    )
    root = str(Path(__file__).parents[3])
    with subprocess.Popen([sys.executable, "-c", code, root]) as parent:
        wait_for(lambda: children(parent.pid))
        (child,) = children(parent.pid)
        parent.send_signal(signal.SIGKILL)
    wait_for(lambda: not runs(child))


def runs(process: int) -> bool:
    """Whether it still runs; one that nobody waits for stays as a zombie."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
