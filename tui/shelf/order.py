"""Orders of the list. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotations.desk.rows import Row
from annotations.problem import Problem

ORDERS = ("name", "title", "date", "source", "notes")


def ordered(names: Sequence[str], rows: Mapping[str, Row | Problem], order: str) -> Sequence[str]:
    """Names in an order: dates and notes from the greatest down; what is not known yet last."""
    if order == "name":
        return names
    known = [(name, row) for name in names if isinstance(row := rows.get(name), Row)]
    unknown = [name for name in names if not isinstance(rows.get(name), Row)]
    if order == "title":
        known.sort(key=lambda item: item[1].title.casefold())
    elif order == "source":
        known.sort(key=lambda item: (item[1].source is None, (item[1].source or "").casefold()))
    elif order == "notes":
        known.sort(key=lambda item: -item[1].notes)
    else:
        known.sort(key=lambda item: item[1].published.isoformat()[:19] if item[1].published else "", reverse=True)
    return [*(name for name, _ in known), *unknown]
