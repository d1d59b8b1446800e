"""Start-up is sacred: what may be loaded before the first frame."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.terminal.terminal import environment
from tests.tui.driving import play_list, until
from tui.app import PostilApp

SCRIPT = """
import sys
from pathlib import Path
import tui.opening
from tui.stage import Stage

late = [
    'tinydb', 'yaml', 'chardet', 'dateutil', 'argparse', 'asyncio', 'annotations.entities.rules', 'tomllib',
    'annotations.commands', 'annotations.sample', 'textual.widgets._text_area', 'textual.drivers.web_driver',
    'annotations.articles.formats.opening', 'annotations.desk.adding', 'defusedxml', 'urllib3',
    'tui.dialogs.editor', 'tui.dialogs.menu', 'tui.dialogs.help', 'tui.dialogs.prompt', 'tui.keymap', 'tui.tutor',
    'regex', 'annotations.search', 'tui.search', 'watchfiles', 'rensa', 'ssl', '_ssl', '_hashlib',
]

def first_screen(stage, screen):
    at_first.extend(name for name in [*late, 'textual', 'rich.console'] if name in sys.modules)

def first_frame(app):
    at_last.extend(name for name in late if name in sys.modules and name != 'asyncio')

def run(view, bookmarks, stage, app):
    def stopping():
        app().run = first_frame
        return app()

    return own_run(view, bookmarks, stage, stopping)

at_first, at_last = [], []
Stage.show, own_run, tui.opening.run = first_screen, tui.opening.run, run
tui.opening.Stage.has_keyboard = lambda _: True
tui.opening.open_program([Path(sys.argv[1])], notes=None, sample=False)
print(at_first, at_last, file=sys.stderr)
"""


def test_nothing_is_loaded_that_is_not_shown_yet(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text("Title\n\nSource: Reuters | 2020-01-02 10:00\n\nBody text.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(library)],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        check=True,
    )
    assert done.stderr.strip() == "[] []"


def test_what_was_kept_from_loading_can_be_had_afterwards() -> None:
    script = """
import sys
from tui.opening import _import_asyncio
_import_asyncio()
assert not {"ssl", "_ssl"} & sys.modules.keys()
import asyncio, ssl
assert ssl.create_default_context()
assert asyncio.run(asyncio.sleep(0, 1)) == 1
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_version_loads_next_to_nothing() -> None:
    script = "import sys; from tui.entry import main; main(['--version']); print(len(sys.modules))"
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"], capture_output=True, text=True, check=True
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) - int(bare.stdout) < 40


def test_garbage_is_collected_from_the_first_frame_on(make_app: Callable[..., PostilApp]) -> None:
    gc.disable()
    try:
        play_list(make_app(), lambda pilot, _: until(pilot, gc.isenabled))
        assert gc.get_freeze_count()
    finally:
        gc.enable()
        gc.unfreeze()
