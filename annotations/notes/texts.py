"""The texts that annotations were anchored in, kept compressed beside the notes file for when an article changes."""

from __future__ import annotations

import os
import re
import stat
import time
import zlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from annotations.notes.replace import make_folder, replace_file
from annotations.text import hashing

LARGEST = 64 * 1024 * 1024
"""Bytes of the longest text that is kept, in UTF-8."""
ROOM = 256 * 1024 * 1024
"""Bytes on disk that all kept texts may take; where they do, no further one is kept."""
YOUNG = 3600
"""Seconds for which a text stays, whatever refers to it."""

_NAME = re.compile(r"[0-9a-f]{64}\.gz")
# What zlib calls the format of a gzip file.
_GZIP = 31


class KeptTexts:
    """A folder of texts by their hash, which need not exist.

    All in it can be done without: what cannot be written is not kept, and what is there is believed only if it has
    the hash that it is named by. Not tied to a thread.
    """

    def __init__(self, notes_file: Path) -> None:
        self._folder = Path(os.path.realpath(notes_file) + ".texts")
        self._there: dict[str, int] | None = None

    def keep(self, text: str, sha256: str) -> bool:
        """Have a text on disk, durably; says whether it was not there before and is now. Looks at the folder once."""
        if self._there is None:
            self._there = self._sizes()
        name = f"{sha256}.gz"
        if name in self._there or len(text) > LARGEST:
            return False
        data = text.encode("utf-8", "surrogatepass")
        # The same bytes for the same text, whenever it is kept.
        pressed = _compressed(data)
        if len(data) > LARGEST or sum(self._there.values()) + len(pressed) > ROOM:
            return False
        try:
            make_folder(self._folder)
            replace_file(self._folder / name, pressed)
        except OSError:
            return False
        self._there[name] = len(pressed)
        return True

    def read(self, sha256: str) -> str | None:
        """The text of a hash; None where it was not kept, or what is there is something else."""
        name = f"{sha256}.gz"
        if not _NAME.fullmatch(name):
            return None
        try:
            descriptor = os.open(self._folder / name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                    return None
                data = zlib.decompressobj(_GZIP).decompress(file.read(LARGEST), LARGEST)
            return data.decode("utf-8", "surrogatepass") if hashing.sha256(data).hexdigest() == sha256 else None
        except (OSError, zlib.error, UnicodeDecodeError):
            return None

    def drop_all_but(self, wanted: Collection[str]) -> int:
        """Remove the texts whose hash nothing refers to any more; says how many.

        Those of the last hour stay: another program may have made the note that refers to one just now.
        """
        dropped = 0
        for name in self._sizes():
            file = self._folder / name
            with suppress(OSError):
                if name.removesuffix(".gz") not in wanted and time.time() - file.lstat().st_mtime > YOUNG:
                    file.unlink()
                    dropped += 1
        self._there = None
        return dropped

    def _sizes(self) -> dict[str, int]:
        """The files of kept texts with their bytes on disk."""
        try:
            with os.scandir(self._folder) as found:
                return {
                    entry.name: entry.stat(follow_symlinks=False).st_size
                    for entry in found
                    if _NAME.fullmatch(entry.name)
                }
        except OSError:
            return {}


def _compressed(data: bytes) -> bytes:
    # zlib's own gzip header has no time in it. A higher level takes four times as long, for a tenth of the size.
    press = zlib.compressobj(3, zlib.DEFLATED, _GZIP)
    return press.compress(data) + press.flush()
