"""Writing in the user's own editor, outside the screen."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from annotations.problem import Problem


def written_elsewhere(app: App[object], text: str) -> str | Problem:
    """What `$VISUAL`, else `$EDITOR`, else vi makes of a text; it is in a private file that is gone afterwards.

    Textual comes back with a fresh screen only from a block that ends well, so that nothing may be raised in it.
    """
    named = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), None)
    command, shown = (os.environ[named], f"${named}") if named else ("vi", "vi")
    handle, name = tempfile.mkstemp(prefix="postil-", suffix=".md")
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)
        with app.suspend():
            fault = _run(command, name)
        if fault is not None:
            return Problem(shown, fault, "the note is as it was; $VISUAL or $EDITOR names the editor")
        return file.read_text(encoding="utf-8", errors="replace")
    except (OSError, SuspendNotSupported) as error:
        return Problem(shown, f"cannot be used here: {error}", "the note is as it was")
    finally:
        file.unlink(missing_ok=True)


def _run(command: str, file: str) -> str | None:
    """What went wrong, if something did."""
    try:
        status = subprocess.run([*shlex.split(command), file], check=False).returncode
    except OSError as error:
        return f"could not be run: {error.strerror or error}"
    except ValueError as error:
        return f"could not be run: {error}"
    return f"ended with status {status}" if status else None
