"""Identifiers and times: unique for ever, without anyone to ask."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

_COUNTER_BITS = 12
_TAIL_BITS = 62

_lock = threading.Lock()
_last_stamp = 0
_last_given_stamp = 0


def new_id(now: datetime | None = None) -> str:
    """A UUID of version 7 (RFC 9562): sorts as text by time of creation in milliseconds.

    Within a process each is greater than the one before, even when the clock is set back; a millisecond that
    runs out of its counter borrows from the next. With `now` (aware) the id is of that time instead, and
    ascends among the ids given the same time.
    """
    import secrets
    import uuid

    global _last_stamp, _last_given_stamp
    moment = datetime.now(UTC) if now is None else now
    # The counter starts in its lower half, so that at least 2,048 more fit into the millisecond.
    stamp = int(moment.timestamp() * 1000) << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
    with _lock:
        if now is None:
            stamp = _last_stamp = max(stamp, _last_stamp + 1)
        else:
            if stamp >> _COUNTER_BITS == _last_given_stamp >> _COUNTER_BITS:
                stamp = _last_given_stamp + 1
            _last_given_stamp = stamp
    milliseconds, counter = stamp >> _COUNTER_BITS, stamp & ((1 << _COUNTER_BITS) - 1)
    version, variant = 0x7, 0b10
    return str(
        uuid.UUID(
            int=milliseconds << 80
            | version << 76
            | counter << 64
            | variant << _TAIL_BITS
            | secrets.randbits(_TAIL_BITS)
        )
    )


def new_document_id() -> int:
    """A TinyDB document id: 53 random bits, exact in every JSON reader, so that copies of a file never clash."""
    import secrets

    return secrets.randbits(53) or 1


def utc_now() -> str:
    """The time in UTC, ISO 8601 with microseconds and `+00:00`, so that times sort as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
