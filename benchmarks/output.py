"""What a program has sent to its terminal: bytes, frames, and when they came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_ORDERS = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    rb"|\x1b[ -/]*[0-~]"  # the short ones
)


def without_orders(data: bytes) -> bytes:
    """The text alone, without escape sequences."""
    return _ORDERS.sub(b"", data)


class ProgramError(Exception):
    """A program did not do what was waited for; tells what came from it last."""

    def __init__(self, what: str, came: bytes) -> None:
        shown = without_orders(came).decode(errors="replace").strip()
        super().__init__(f"{what}; last came {shown[-400:]!r}")


@dataclass(frozen=True, slots=True)
class Output:
    """What came after a key, piece by piece, each with the seconds since the key."""

    pieces: tuple[tuple[float, bytes], ...]

    @property
    def sent(self) -> int:
        """Bytes in all."""
        return sum(len(data) for _, data in self.pieces)

    def frames(self) -> Iterator[tuple[float, bytes]]:
        """Each synchronized update: when its last byte came, and its bytes."""
        came = b"".join(data for _, data in self.pieces)
        start = came.find(_FRAME_BEGINS)
        while start >= 0 and (end := came.find(_FRAME_ENDS, start)) >= 0:
            end += len(_FRAME_ENDS)
            yield self._when(end), came[start:end]
            start = came.find(_FRAME_BEGINS, end)

    def shown(self, text: str) -> tuple[float, int]:
        """Seconds until the first frame that shows the text was there whole, and the bytes that had come by then.

        Raises `ProgramError` where there is none.
        """
        sent = 0
        for seconds, frame in self.frames():
            sent += len(frame)
            if text.encode() in without_orders(frame):
                return seconds, sent
        raise ProgramError(f"{text!r} was not painted", b"".join(data for _, data in self.pieces))

    def largest_frame(self) -> int:
        """Bytes of the longest frame."""
        return max((len(frame) for _, frame in self.frames()), default=0)

    def _when(self, position: int) -> float:
        passed = 0
        for seconds, data in self.pieces:
            passed += len(data)
            if passed >= position:
                return seconds
        raise ValueError(f"only {passed} bytes have come")
