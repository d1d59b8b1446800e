"""Start-up is sacred: what may be loaded before the first frame."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.terminal.terminal import environment

SCRIPT = """
import sys
from pathlib import Path
import tui.opening, tui.app
class Stop(Exception): pass
def first_frame(app):
    raise Stop
tui.app.PostilApp.run = first_frame
try:
    tui.opening.open_program([Path(sys.argv[1])], notes=None, sample=False)
except Stop:
    pass
late = [
    'tinydb', 'yaml', 'chardet', 'dateutil', 'argparse', 'annotations.entities.rules', 'annotations.commands',
    'annotations.sample', 'textual.widgets._text_area', 'textual.drivers.web_driver',
    'tui.panels.editor', 'tui.panels.menu', 'tui.panels.help', 'tui.panels.prompt',
]
print([name for name in late if name in sys.modules])
"""


def test_nothing_is_loaded_that_the_first_frame_does_not_show(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text("Title\n\nSource: Reuters | 2020-01-02 10:00\n\nBody text.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(library)],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_version_loads_next_to_nothing() -> None:
    script = "import sys; from tui.entry import main; main(['--version']); print(len(sys.modules))"
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"], capture_output=True, text=True, check=True
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) - int(bare.stdout) < 40
