"""What every test needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of what is tested.
settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")


def _move_in(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name in ("DATA", "STATE", "CACHE", "CONFIG"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps of its user goes where the tests are, and no setting of the user's counts in them."""
    with pytest.MonkeyPatch.context() as patch:
        _move_in(patch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has never been here: `data`, `state`, `cache` and `config` lie in this folder, when they are made."""
    _move_in(monkeypatch, tmp_path)
    return tmp_path
