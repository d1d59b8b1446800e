from __future__ import annotations

from benchmarks.dates import dated


def test_at_least_95_of_100_dates_are_told_right_and_none_is_wrong_without_saying_so() -> None:
    found = list(dated())
    assert len(found) >= 300
    assert [(each.text, each.told) for each in found if each.is_silently_wrong] == []
    assert sum(each.is_right for each in found) >= 0.95 * len(found)
