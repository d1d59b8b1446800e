"""Replacing a file so that at every moment, whatever fails, it is wholly the old one or wholly the new one."""

from __future__ import annotations

import errno
import fcntl
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
_SLICE = 1 << 18


class Beside:
    """A new file being written beside the one whose place it is to take.

    A symbolic link stays and its target is replaced; the owner and mode of an existing file are kept (or those of
    `like`, where there is none), a new one is the user's alone. Locked, so that no tidying takes it for a leftover.
    """

    def __init__(self, path: Path, like: Path | None = None) -> None:
        self.target = Path(os.path.realpath(path))
        self._waiting = bytearray()
        self._path = self.target.with_name(f".{self.target.name}.{os.urandom(8).hex()}.tmp")
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
        try:
            with suppress(OSError):
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            keep_owner_and_mode(self.target if like is None or self.target.exists() else like, self._descriptor)
        except OSError:
            self.drop()
            raise

    def write(self, data: bytes) -> None:
        """Add bytes. Raises `OSError`."""
        self._waiting += data
        if len(self._waiting) >= _SLICE:
            self._write()

    def finish(self) -> os.stat_result:
        """Have all of it on disk; its status stays the same when it takes its place. Raises `OSError`."""
        self._write()
        os.fsync(self._descriptor)
        return os.fstat(self._descriptor)

    def take_place(self) -> None:
        """Be the file, durably. On `OSError` the old one stands, unless it was the last step, syncing the folder."""
        self._path.replace(self.target)
        sync_folder(self.target.parent)

    @property
    def path(self) -> Path:
        """Where it is written, hidden; what is written is whole there when it is finished."""
        return self._path

    def take_free_place(self, names: Iterable[str]) -> Path:
        """Be the first file of these names, in the folder that was meant, that is not there yet, durably; its path.

        Never takes the place of a file, whoever else is at work. Raises `OSError`.
        """
        for name in names:
            place = self.target.with_name(name)
            try:
                self._be(place)
            except FileExistsError:
                continue
            sync_folder(place.parent)
            return place
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.target))

    def _be(self, place: Path) -> None:
        try:
            os.link(self._path, place)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: an empty file holds the place until this one takes it.
            os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE))
            self._path.replace(place)

    def drop(self) -> None:
        """Let go of it; where it has not taken its place, it is gone."""
        if self._descriptor >= 0:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = -1

    def _write(self) -> None:
        rest = memoryview(bytes(self._waiting))
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        self._waiting.clear()


def replace_file(path: Path, data: bytes) -> os.stat_result:
    """Put bytes in the place of a file, durably, and give the status of the new file; raises `OSError`."""
    beside = Beside(path)
    try:
        beside.write(data)
        status = beside.finish()
        beside.take_place()
    finally:
        beside.drop()
    return status


def remove_leftovers(path: Path) -> None:
    """Remove what killed writers left of a file, and of those named after it; what is being written stays."""
    target = Path(os.path.realpath(path))
    leftover = re.compile(re.escape(f".{target.name}.") + r"(?:[0-9a-z]+\.)*[0-9a-f]{16}\.tmp")
    for entry in target.parent.iterdir():
        if leftover.fullmatch(entry.name) and not _is_locked(entry):
            entry.unlink(missing_ok=True)


def _is_locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where its file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE file systems have no such operation; there is nothing to be made up for.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def keep_owner_and_mode(target: Path, descriptor: int) -> None:
    """Give an open file the owner and the mode of another, as far as the system allows it."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return
    # Only root may give a file away; a member of the file's group may at least keep the group.
    for owner, group in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
        with suppress(PermissionError):
            os.fchown(descriptor, owner, group)
            break
    os.fchmod(descriptor, old.st_mode & 0o7777)
