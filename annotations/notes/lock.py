"""One writer at a time: an advisory lock on a folder, held between processes, that leaves no file behind."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 10.0
_PAUSE = 0.001
_MOUNTS = Path("/proc/self/mounts")
# What these file systems call a lock may hold on this machine only.
_NETWORKS = r"nfs\d?|cifs|smb\w*|afs|ceph|glusterfs|fuse\.(?:sshfs|rclone|s3fs|gcsfuse|davfs)|davfs\d?"
_NO_LOCKS_HERE = (errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS)


@contextmanager
def folder_lock(folder: Path) -> Iterator[bool]:
    """Hold the folder; gives whether it is really held.

    Network file systems may refuse to lock a folder: work goes on there without. Raises `TimeoutError` when
    another process does not let go within ten seconds (it is stopped, perhaps), so that nobody waits for ever.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield _acquire(descriptor)
    finally:
        os.close(descriptor)


def network_of(folder: Path) -> str:
    """The kind of network file system that a folder lies in; empty for none, and where that cannot be told."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    real, kind, longest = f"{os.path.realpath(folder)}/", "", 0
    for mount in mounts.splitlines():
        _, place, here, *_ = mount.split(" ")
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place).rstrip("/") + "/"
        if real.startswith(place) and len(place) >= longest:
            kind, longest = here, len(place)
    return kind if re.fullmatch(_NETWORKS, kind) else ""


def _acquire(descriptor: int) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            pass
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
            return False
        if time.monotonic() >= deadline:
            raise TimeoutError(errno.ETIMEDOUT, "another program holds it", None)
        time.sleep(_PAUSE)
