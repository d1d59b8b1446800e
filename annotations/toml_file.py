"""Files of TOML that people write: settings, labels, working lists, keys."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from annotations.problem import PostilError, Problem, reason


class TomlFile(NamedTuple):
    """What a file says, and how it is written: `tomllib` tells no lines, so that whoever finds fault looks for them."""

    document: dict[str, Any]
    content: str

    def line(self, *names: str) -> int | None:
        """The line of the entry that some names lead to, counted from 1."""
        from annotations.toml_places import places

        return next(iter(places(self.content).get(names, ())), None)


def read_toml(file: Path, remedy: str = "mend or remove it") -> TomlFile:
    """Read a file that is there. Raises PostilError, with the line and a remedy, where it is not to be read as TOML."""
    try:
        content = file.read_bytes().decode("utf-8")
        return TomlFile(tomllib.loads(content), content)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PostilError(Problem(str(file), "not UTF-8", "save it as UTF-8", line)) from error
    except OSError as error:
        what = reason(error)
        raise PostilError(Problem(str(file), f"cannot be read: {what}", remedy)) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else content.count("\n") + 1
        raise PostilError(Problem(str(file), f"not TOML: {error}", remedy, line)) from error
