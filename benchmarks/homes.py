"""Folders of a user of one's own, for a program that is run and for this one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def homes(home: Path) -> dict[str, str]:
    """The variables by which all that is kept of a user lies below `home`."""
    return {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}


@contextmanager
def moved_in(home: Path) -> Iterator[None]:
    """This very program, for as long as it takes."""
    before = dict(os.environ)
    os.environ.update(homes(home))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
