"""Replacing a file so that at every moment, whatever fails, it is wholly the old one or wholly the new one."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600


def replace_file(path: Path, data: bytes) -> os.stat_result:
    """Put data in the place of a file, durably, and give the status of the new file.

    Written beside it and renamed over it; a symbolic link stays and its target is replaced; an existing file
    keeps owner and mode, a new one is the user's alone. On `OSError` the temporary file is gone; the old file
    stands, unless it was the last step, syncing the folder, that failed.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _keep_owner_and_mode(target, file.fileno())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)
    return status


def remove_leftovers(path: Path) -> None:
    """Remove what killed writers of the file left beside it; only while none can be at work."""
    target = Path(os.path.realpath(path))
    leftover = re.compile(re.escape(f".{target.name}.") + r"[0-9a-f]{16}\.tmp")
    for entry in target.parent.iterdir():
        if leftover.fullmatch(entry.name):
            entry.unlink(missing_ok=True)


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


def _keep_owner_and_mode(target: Path, descriptor: int) -> None:
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
