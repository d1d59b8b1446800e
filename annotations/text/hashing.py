"""SHA-256 without OpenSSL, which takes 3 MB of memory to load, a tenth of what the program takes.

CPython has one of its own, as the `random` of the standard library uses its SHA-512; where that is missing, or has
another name, hashlib's does the same. So it does where it is loaded already, since it is faster.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING or "hashlib" in sys.modules:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # Python 3.11
        except ImportError:
            from hashlib import sha256
