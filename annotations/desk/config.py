"""Settings of the user."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from annotations.entities.engines import BUILTIN, engine_names
from annotations.problem import PostilError, Problem

_EXAMPLES = {"author": "Your Name", "engine": BUILTIN}


@dataclass(frozen=True, slots=True)
class Config:
    """What config.toml says."""

    author: str | None = None
    """Who makes the annotations; with None, the login name."""
    engine: str = BUILTIN
    """Who suggests entities; several are parted by commas."""
    learn: bool = True
    """Whether a model is trained from the decisions without being asked for it."""


def read_config(file: Path) -> Config:
    """Read config.toml; a file that is not there is all defaults.

    Raises PostilError for a file that is not TOML or holds a setting that postil does not have.
    """
    if not file.exists():
        return Config()
    from annotations.toml_file import read_toml

    settings = read_toml(file).document
    known = [each.name for each in fields(Config)]
    if unknown := sorted(settings.keys() - set(known)):
        raise PostilError(
            Problem(str(file), f"unknown setting {unknown[0]!r}", f"the settings are: {', '.join(known)}")
        )
    learn = settings.pop("learn", True)
    if not isinstance(learn, bool):
        raise PostilError(Problem(str(file), "learn is neither true nor false", "write learn = true"))
    for name, value in settings.items():
        if not isinstance(value, str):
            raise PostilError(Problem(str(file), f"{name} is not a string", f'write {name} = "{_EXAMPLES[name]}"'))
    if engine := settings.get("engine"):
        _check_engine(engine, file)
    return Config(settings.get("author") or None, engine or BUILTIN, learn)


def _check_engine(names: str, file: Path) -> None:
    try:
        engine_names(names)
    except PostilError as error:
        problem = error.problem
        raise PostilError(Problem(str(file), f"engine {problem.file}: {problem.what}", problem.remedy)) from error


def login_name() -> str:
    """The name of the user at this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
