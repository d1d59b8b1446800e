"""Where postil keeps what: the one module that names folders of the machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

OWN_FOLDER = ".postil"


def scheme_file(library: Path) -> Path:
    """The labels of a library."""
    return library / OWN_FOLDER / "scheme.toml"


def notes_file(library: Path) -> Path:
    """The TinyDB file of a library; in the user's data folder where the library cannot be written."""
    own = library / OWN_FOLDER
    nearest = own if own.exists() else library
    if os.access(nearest, os.W_OK):
        return own / "notes.json"
    digest = hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:12]
    return data_folder() / "notes" / f"{library.name or 'root'}-{digest}.json"


def data_folder() -> Path:
    """The user's own data: the sample library, and notes on libraries that cannot be written."""
    from platformdirs import user_data_path

    return user_data_path("postil", appauthor=False)


def state_folder() -> Path:
    """Reading positions and window state."""
    from platformdirs import user_state_path

    return user_state_path("postil", appauthor=False)


def config_file() -> Path:
    """Settings of the user."""
    from platformdirs import user_config_path

    return user_config_path("postil", appauthor=False) / "config.toml"
