"""Random keys, mouse and windows on hostile articles: nothing ends the app, and nothing of theirs reaches the terminal.

The same seeds every time. `POSTIL_FUZZ=N` plays N of them; what failed is played again by its number alone.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.driver import Driver
from textual.pilot import Pilot

from annotations.articles.article import Article
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span
from tests.tui.driving import drawn, until
from tui.actions import ACTIONS
from tui.app import PostilApp

SEEDS = int(os.environ.get("POSTIL_FUZZ", "5"))
BURSTS = 30
"""Bursts of input in one game, each typed ahead of what is drawn."""
LONGEST_BURST = 20

ARTICLES = {
    "control.txt": "A \x1b]0;owned\x07 title\n\n\x1b[31mred\x1b[0m \x9b2J \x00\x08\x0b\x0c\x7f\x85\u2028\u2029 Paris\n"
    * 9,
    "markup.txt": "[bold]A title[/bold] [/] [/. [link='x']\n\n[@click=app.quit]Tokyo[/] {x} \\[red] :smile:\n" * 9,
    "bidi.txt": "\u202eTitle\u202c\n\n\u2066one\u2067two\u2069 \u202dthree\u202c four \u200f five \u061c\n" * 9,
    "emoji.txt": "👩\u200d👩\u200d👧 Family\n\n" + "👩\u200d🚀🇯🇵🇰🇷🏳️\u200d🌈👍🏽 Berlin 1️⃣ " * 60,
    "combining.txt": "Ti\u0301tle\n\n" + "e" + "\u0301" * 3_000 + " n\u0303o " + "\u0301\u200d" * 40 + "\n\u0301 x\n",
    "han.txt": "日本語の題\n\n" + "東京で会談が開かれた。「はい。」と言った。" * 60,
    "arabic.txt": "عنوان\n\n" + "قال الوزير في القاهرة يوم الاثنين إن المحادثات ستستمر. " * 40,
    "endings.txt": "Title\r\n\r\nSource: Reuters\r\rBerlin slept.\r\n\r\n\r\n\tTab\tand tab\r\n" * 9,
    "long-line.txt": "Long\n\n" + "The President of France met Angela Merkel in Paris. " * 200,
    "long-word.txt": "Word\n\n" + "x" * 10_000,
    "wide-word.txt": "漢" * 5_000 + "\u200b" * 5_000,
    "empty.txt": "",
    "blank.txt": " \n\t\n \u3000\n",
    "newline.txt": "\n",
    "surrogates.txt": "Title \ufffe\uffff\U000e0041\U0001fffe\n\nDon\u2019t \ufff9 \ufdd0.\n",
    "na\x1b[31mme\u202e[bold].txt": "A name that acts\n\nOn Monday.\n",
}
JUNK = (
    *"qwertzQUWEß€é東[]{}\\\"'<>|~#´`^°§",
    *("escape", "enter", "tab", "shift+tab", "ctrl+s", "ctrl+a", "ctrl+p", "ctrl+r", "ctrl+o", "alt+enter", "delete"),
    *("backspace", "f1", "f12", "insert", "shift+home", "ctrl+end", "up", "down", "left", "right", "ctrl+left", "home"),
)
KEYS = tuple(key for action in ACTIONS for key in action.keys) + JUNK
# What ends the game: leaving is tried elsewhere.
ENDING = ("q", "ctrl+q", "ctrl+c")
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@pytest.fixture
def hostile(library: Path) -> Path:
    for file in library.iterdir():
        file.unlink()
    for name, text in ARTICLES.items():
        (library / name).write_bytes(text.encode())
    (library / "bytes.txt").write_bytes(bytes(range(256)) * 4)
    (library / "gone.txt").symlink_to("nowhere")
    return library


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.usefixtures("hostile")
def test_no_input_ends_the_app_or_lets_a_text_act(
    make_app: Callable[..., PostilApp], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    random = Random(seed)
    app = make_app(enter=random.random() < 0.5, plain=random.random() < 0.3)

    async def run() -> None:
        async with app.run_test(size=(random.randint(1, 200), random.randint(1, 60))) as pilot:
            await until(pilot, lambda: app.is_running and app.focused is not None)
            for _ in range(BURSTS):
                try:
                    await burst(pilot, app, random)
                    check_screen(app)
                    check_cursor(app)
                except BaseException:
                    import traceback

                    traceback.print_exc()
                    raise

    asyncio.run(run())
    check_notes(app)


async def burst(pilot: Pilot[None], app: PostilApp, random: Random) -> None:
    """A new window, or some input sent without waiting for what it does."""
    if random.random() < 0.15:
        await pilot.resize_terminal(*random.choice([(1, 1), (random.randint(1, 200), random.randint(1, 60))]))
        return
    driver = app._driver
    assert driver is not None
    for _ in range(random.randint(1, LONGEST_BURST)):
        if random.random() < 0.15:
            mouse(driver, app, random)
        else:
            key = random.choice(KEYS)
            if key not in ENDING:
                driver.send_message(events.Key(key, key if len(key) == 1 else None))
    # Twice: what a driver sends is in the app's queue only a turn of the loop later.
    await pilot.pause(random.choice([0, 0, 0.05]))
    await pilot.pause()


def mouse(driver: Driver, app: PostilApp, random: Random) -> None:
    """A press, a drag, a release, or a notch of the wheel, somewhere."""
    kinds = (events.MouseDown, events.MouseMove, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)
    x, y = random.randrange(max(1, app.size.width)), random.randrange(max(1, app.size.height))
    kind = random.choice(kinds)
    driver.process_message(kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y))


def check_screen(app: PostilApp) -> None:
    """Everything that is drawn holds text alone: every sequence that goes out is made by the driver."""
    for strip in drawn(app):
        assert not HARMFUL.search(strip.text), f"{strip.text!r} would act on the terminal"
        # A window of another size is laid out only when the app comes to it.
        assert strip.cell_length == app.screen._compositor.size.width


def check_cursor(app: PostilApp) -> None:
    """The cursor stands in the text, and what it holds or selects are whole graphemes."""
    text, cursor = app.reader.article.text, app.reader.page.cursor
    assert 0 <= cursor.offset <= max(0, len(text) - 1)
    assert is_boundary(text, cursor.offset), f"{cursor} splits a grapheme of {text[:40]!r}"
    for span in (cursor.here(text), cursor.anchor, cursor.selection(text), app.reader.page.chosen()):
        assert span is None or whole(text, span), f"{span} of {text[:40]!r}"


def check_notes(app: PostilApp) -> None:
    """What was annotated can be found in its text again, and is whole graphemes."""
    for note in app.desk.store.notes():
        if note.span is not None:
            article = app.desk.library.read(note.article)
            assert isinstance(article, Article), f"{note.quote!r} is no text of {article}"
            assert article.text[note.span.start : note.span.end] == note.quote
            assert whole(article.text, note.span)


def whole(text: str, span: Span) -> bool:
    return 0 <= span.start <= span.end <= len(text) and is_boundary(text, span.start) and is_boundary(text, span.end)
