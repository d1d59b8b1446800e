"""The engines by name."""

from __future__ import annotations

from annotations.entities.entity import Recogniser
from annotations.problem import PostilError, Problem

ENGINES = ("rules",)


def engine(name: str = "rules") -> Recogniser:
    """The engine of that name, ready to work. Raises PostilError for a name that is none."""
    if name not in ENGINES:
        raise PostilError(Problem(name, "no such engine", f"the engines are: {', '.join(ENGINES)}"))
    from annotations.entities.rules import RuleRecogniser

    return RuleRecogniser()
