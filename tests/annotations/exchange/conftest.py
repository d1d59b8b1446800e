"""The fixtures of the formats' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.desk.desk import Desk
from tests.annotations.exchange.work import Open, annotated_desk, desk_at


@pytest.fixture
def open_desk(tmp_path: Path) -> Open:
    """Makes a library of that name with the article, and a desk at it."""
    return lambda name: desk_at(tmp_path / name)


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """A desk at the library `ours`, with an annotation of every kind."""
    return annotated_desk(open_desk("ours"))
