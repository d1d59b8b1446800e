"""Dates and times of day as news writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.entities.candidates import Candidate

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
MONTH = f"(?:{_FULL}|{_FULL.upper()}|{_SHORT}|{_SHORT.upper().replace('B', 'b', 0)})"
MONTH = f"(?:(?:{_FULL}|{_FULL.upper()})\\b|{_SHORT}|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\\b\\.?)"
