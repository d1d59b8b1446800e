"""Over which first engine a model was made: over another one it means nothing."""

from __future__ import annotations

from annotations import __version__
from annotations.text import hashing

MEANING = 1
"""To be counted up whenever the second model is told otherwise of the same text."""


def base_of(engine: str) -> str:
    """A name for the engine as it is now: by its weights, this version of postil, and what the model is told."""
    from annotations.entities.engines import FORMS, identity
    from annotations.entities.names import MODEL

    if engine not in FORMS:
        return f"{identity(engine) or engine} {MEANING}"
    weights = hashing.sha256(MODEL.read_bytes()).hexdigest()[:16]
    return f"{engine} {__version__} {weights} {MEANING}"
