"""Words for new users, in which keys stand as the keymap has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content

from tui.actions import Action, shown

_PLACE = re.compile(r"\{([a-z0-9.-]+)\}")


def worded(words: str, actions: Sequence[Action]) -> Content:
    """The words with the first key of an action in the place of its id, as in `{reader.accept} accepts`.

    An action that the keymap leaves without a key is told by what it does: the palette finds it by that.
    """
    known = {action.id: action for action in actions}
    parts = _PLACE.split(words)
    return Content.assemble(
        *(Content.styled(_key(known[part]), "bold") if odd % 2 else Content(part) for odd, part in enumerate(parts))
    )


def _key(action: Action) -> str:
    return shown(action.keys[0]) if action.keys else f"“{action.what}”"
