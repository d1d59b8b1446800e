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

    found = read_toml(file)
    settings = found.document

    def fault(name: str, what: str, remedy: str) -> PostilError:
        return PostilError(Problem(str(file), what, remedy, found.line(name)))

    known = [each.name for each in fields(Config)]
    for unknown in sorted(settings.keys() - set(known)):
        raise fault(unknown, f"unknown setting {unknown!r}", f"the settings are: {', '.join(known)}")
    learn = settings.pop("learn", True)
    if not isinstance(learn, bool):
        raise fault("learn", "learn is neither true nor false", "write learn = true")
    for name, value in settings.items():
        if not isinstance(value, str):
            raise fault(name, f"{name} is not a string", f'write {name} = "{_EXAMPLES[name]}"')
    if engine := settings.get("engine"):
        try:
            engine_names(engine)
        except PostilError as error:
            problem = error.problem
            raise fault("engine", f"engine {problem.file}: {problem.what}", problem.remedy) from error
    return Config(settings.get("author") or None, engine or BUILTIN, learn)


def login_name() -> str:
    """The name of the user at this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
