"""What a key is bound to, run at once.

Textual hands a key from the widget that has the focus to all that it stands in, through a queue for each, and looks for
bindings when it has come back to the app. That takes longer than drawing what most keys change.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


async def run_bound(app: App[Any], key: str) -> bool:
    """Run what a key is bound to on the widget with the focus or on what that stands in; whether it was bound at all.

    Keys with a binding that goes before all others are left to Textual, and all keys while nothing has the focus.
    """
    focused = app.focused
    nodes = focused.ancestors_with_self if focused is not None else ()
    bound = [(node, binding) for node in nodes for binding in node._bindings.key_to_bindings.get(key, ())]
    if any(binding.priority for _, binding in bound):
        return False
    for node, binding in bound:
        if await app.run_action(binding.action, node):
            return True
    return False
