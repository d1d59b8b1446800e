from __future__ import annotations

import hashlib
import subprocess
import sys

from annotations.text import hashing


def test_it_is_sha256() -> None:
    ours, theirs = hashing.sha256(b"a"), hashlib.sha256(b"a")
    for part in (b"", b"b" * 1_000):
        ours.update(part)
        theirs.update(part)
    assert (ours.digest(), ours.hexdigest()) == (theirs.digest(), theirs.hexdigest())


def test_openssl_is_not_loaded_for_it() -> None:
    script = "import sys; from annotations.text import hashing; sys.exit('_hashlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
