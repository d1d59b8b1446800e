"""Orders of the list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from annotations.desk.rows import Row
from annotations.problem import Problem
from tui.shelf.order import ORDERS, arranged

EAST = timezone(timedelta(hours=9))


def row(name: str, **more: Any) -> Row:
    return Row(name, "", None, None, None, 0, 0, 0, "new", False, ())._replace(**more)


ROWS: list[tuple[str, Row | Problem | None]] = [
    ("1", None),
    ("2", row("2", title="b", source="Xinhua", published=datetime(2020, 1, 2, 12), words=5, notes=1, state="done")),
    (
        "3",
        row(
            "3", title="C", published=datetime(2020, 1, 2, 13, tzinfo=EAST), words=9, entities=2, suggested=9, doubt=0.1
        ),
    ),
    ("4", Problem("4", "empty file")),
    ("5", row("5", title="a", source="AFP", words=5, suggested=3, doubt=0.4)),
    ("6", row("6", title="B", source="xinhua", published=datetime(2020, 1, 2, 5, tzinfo=UTC), state="reading")),
]


@pytest.mark.parametrize(
    ("order", "names", "reversed_names"),
    [
        ("name", "123456", "654321"),
        ("title", "526314", "326514"),
        ("source", "526134", "265134"),
        ("date", "263145", "362145"),
        ("words", "325614", "625314"),
        ("entities", "531246", "351246"),
        ("notes", "235614", "356214"),
        ("state", "356214", "263514"),
        ("uncertain", "531246", "351246"),
    ],
)
def test_orders_are_stable_and_what_is_not_known_comes_last(order: str, names: str, reversed_names: str) -> None:
    assert "".join(arranged(ROWS, order)) == names
    assert "".join(arranged(ROWS, order, reverse=True)) == reversed_names


def test_every_order_keeps_every_name() -> None:
    for order in ORDERS:
        assert sorted(arranged(ROWS, order)) == [name for name, _ in ROWS]
