"""The engines by name: those that are built in, a user's spaCy pipeline, suggestions made elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from annotations import __version__
from annotations.entities.entity import Recogniser
from annotations.problem import PostilError, Problem

BUILTIN = "builtin"
FORMS = (BUILTIN, "rules", "spacy:NAME", "jsonl:FILE")
"""How engines are named; several are parted by commas."""


def engine_names(names: str) -> tuple[str, ...]:
    """The single names in `builtin,spacy:NAME`. Raises PostilError for one that is none, and for one named twice."""
    found = tuple(name.strip() for name in names.split(","))
    for number, name in enumerate(found):
        kind, _, what = name.partition(":")
        if name not in FORMS[:2] and not (kind in ("spacy", "jsonl") and what):
            raise PostilError(Problem(name or "engine", "no such engine", f"the engines are: {', '.join(FORMS)}"))
        if name in found[:number]:
            raise PostilError(Problem(name, "the engine is named twice", "name it once"))
    return found


def engine(name: str = BUILTIN) -> Recogniser:
    """The engine of a name, ready to work: what it needs is loaded when it is used.

    Raises PostilError for a name that is none.
    """
    (name,) = engine_names(name)
    kind, _, what = name.partition(":")
    if kind == "spacy":
        from annotations.entities.spacy_engine import SpacyRecogniser

        return SpacyRecogniser(what)
    if kind == "jsonl":
        from annotations.entities.jsonl_engine import JsonlRecogniser

        return JsonlRecogniser(what)
    if kind == "rules":
        from annotations.entities.rules import RuleRecogniser

        return RuleRecogniser()
    from annotations.entities.builtin import BuiltinRecogniser

    return BuiltinRecogniser()


def identity(name: str) -> str | None:
    """What all that an engine finds depends on but the text: another whenever that may have changed.

    None where it cannot be told. Nothing of the engine is loaded by it.
    """
    kind, _, what = name.partition(":")
    if kind == "spacy":
        from annotations.entities.spacy_engine import place

        pipeline, library = place(what), place("spacy")
        if pipeline is None or library is None:
            return None
        stamps = _stamp(pipeline), _stamp(library / "about.py")
        return None if None in stamps else " ".join((name, __version__, *map(str, stamps)))
    stamp = _stamp(Path(what).expanduser()) if kind == "jsonl" else _own_stamp()
    return stamp and f"{name} {__version__} {stamp}"


@cache  # what runs stays as it was when it was loaded
def _own_stamp() -> str | None:
    """That of the rules and the model, and of what they stand on."""
    rooms = [_stamp(Path(__file__).parents[1] / room) for room in ("entities", "text")]
    return None if None in rooms else " ".join(map(str, rooms))


def _stamp(place: Path) -> str | None:
    """Sizes and times of a file, or of all files in a folder; None where there is none."""
    try:
        if not place.is_dir():
            return _told(place)
        files = (file for file in sorted(place.rglob("*")) if file.suffix != ".pyc" and file.is_file())
        return " ".join(map(_told, files)) or None
    except OSError:
        return None


def _told(file: Path) -> str:
    known = file.stat()
    return f"{file.name} {known.st_size} {known.st_mtime_ns}"
