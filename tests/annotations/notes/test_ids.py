from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from annotations.notes.ids import new_document_id, new_id, utc_now


def test_ids_ascend_and_are_uuids_of_version_7() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert {uuid.UUID(each).version for each in ids} == {7}
    assert {uuid.UUID(each).variant for each in ids} == {uuid.RFC_4122}


def test_an_id_carries_the_time_it_was_given() -> None:
    moment = datetime(2024, 12, 5, 8, 30, 0, 123_000, tzinfo=UTC)
    assert uuid.UUID(new_id(moment)).int >> 80 == 1_733_387_400_123


def test_ids_sort_by_time_and_within_one_time_by_order() -> None:
    moment = datetime(2024, 12, 5, tzinfo=UTC)
    later = new_id(moment + timedelta(milliseconds=1))
    ids = [new_id(moment) for _ in range(100)]
    assert ids == sorted(set(ids))
    assert ids[-1] < later < new_id()


def test_document_ids_fit_a_double_and_differ() -> None:
    ids = {new_document_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(0 < each < 2**53 for each in ids)
    assert max(ids) > 2**50


def test_times_are_utc_and_read_back() -> None:
    before = datetime.now(UTC)
    written = utc_now()
    assert before <= datetime.fromisoformat(written) <= datetime.now(UTC)
    assert written.endswith("+00:00")
    assert len(written) == len("2024-12-05T08:30:00.000000+00:00")
