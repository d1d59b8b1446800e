"""Where postil keeps what: the one module that names folders of the machine."""

from __future__ import annotations

import os
from pathlib import Path

from annotations.articles.library import OWN_FOLDER
from annotations.text import hashing


def scheme_file(library: Path) -> Path:
    """The labels of a library."""
    return library / OWN_FOLDER / "scheme.toml"


def lists_file(library: Path) -> Path:
    """The working lists of a library; in the user's data folder where the library cannot be written."""
    if _is_writable(library):
        return library / OWN_FOLDER / "lists.toml"
    return data_folder() / "lists" / f"{_name_of(library)}.toml"


def notes_file(library: Path) -> Path:
    """The TinyDB file of a library; in the user's data folder where the library cannot be written."""
    if _is_writable(library):
        return library / OWN_FOLDER / "notes.json"
    return data_folder() / "notes" / f"{_name_of(library)}.json"


def learned_folder(notes: Path) -> Path:
    """What was learned from a notes file; it is the user's work, too, and lies beside it."""
    return notes.with_name("learned" if notes.name == "notes.json" else f"{notes.stem}.learned")


def known_models() -> Path:
    """By their hashes, the models that were made here and not somewhere else."""
    return state_folder() / "models"


def index_file(library: Path) -> Path:
    """What the articles of a library say, kept so that a list need not open them; may be deleted at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("postil", appauthor=False) / "index" / f"{_name_of(library)}.sqlite"


def suggestions_file() -> Path:
    """What engines found in texts; may be deleted at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("postil", appauthor=False) / "suggestions" / "entities.sqlite"


def contents_file(library: Path) -> Path:
    """What the files of a library hold that hold several articles; may be deleted at any time."""
    return index_file(library).with_suffix(".contents.sqlite")


def extracts_file(library: Path) -> Path:
    """The cache of articles that were taken out of other formats."""
    return index_file(library).with_suffix(".articles.sqlite")


def data_folder() -> Path:
    """The user's own data: the sample library, and notes on libraries that cannot be written."""
    from platformdirs import user_data_path

    return user_data_path("postil", appauthor=False)


def state_folder() -> Path:
    """Reading positions and window state."""
    from platformdirs import user_state_path

    return user_state_path("postil", appauthor=False)


def refuge() -> Path:
    """Where changes wait that the disk of their notes refuses."""
    return state_folder() / "unsaved"


def config_file() -> Path:
    """Settings of the user."""
    from platformdirs import user_config_path

    return user_config_path("postil", appauthor=False) / "config.toml"


def keymap_file() -> Path:
    """The keys that the user binds anew."""
    from platformdirs import user_config_path

    return user_config_path("postil", appauthor=False) / "keymap.toml"


def _is_writable(library: Path) -> bool:
    own = library / OWN_FOLDER
    return os.access(own if own.exists() else library, os.W_OK)


def _name_of(library: Path) -> str:
    """A file name for what belongs to a library, that no two libraries share."""
    digest = hashing.sha256(os.fsencode(library.resolve())).hexdigest()[:12]
    return f"{library.name or 'root'}-{digest}"
