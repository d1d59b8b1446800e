"""Settings of the user."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.problem import PostilError, Problem


@dataclass(frozen=True, slots=True)
class Config:
    """What config.toml says."""

    author: str | None = None
    """Who makes the annotations; with None, the login name."""


def read_config(file: Path) -> Config:
    """Read config.toml; a file that is not there is all defaults.

    Raises PostilError for a file that is not TOML or holds a setting that postil does not have.
    """
    if not file.exists():
        return Config()
    import tomllib

    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PostilError(Problem(str(file), f"not readable as TOML ({error})", "mend or remove it")) from error
    unknown = sorted(settings.keys() - {"author"})
    if unknown:
        raise PostilError(Problem(str(file), f"unknown setting {unknown[0]!r}", "the settings are: author"))
    author = settings.get("author")
    if author is not None and not isinstance(author, str):
        raise PostilError(Problem(str(file), "author is not a string", 'write author = "Your Name"'))
    return Config(author or None)


def login_name() -> str:
    """The name of the user at this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
