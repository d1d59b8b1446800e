"""The engines by name."""

from __future__ import annotations

from annotations.entities.entity import Recogniser
from annotations.problem import PostilError, Problem

ENGINES = ("builtin", "rules")


def engine(name: str = ENGINES[0]) -> Recogniser:
    """The engine of that name, ready to work. Raises PostilError for a name that is none."""
    if name == "builtin":
        from annotations.entities.builtin import BuiltinRecogniser

        return BuiltinRecogniser()
    if name == "rules":
        from annotations.entities.rules import RuleRecogniser

        return RuleRecogniser()
    raise PostilError(Problem(name, "no such engine", f"the engines are: {', '.join(ENGINES)}"))
