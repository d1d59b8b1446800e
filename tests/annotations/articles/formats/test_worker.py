"""What the process that reads cannot do, whatever a file makes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, socket, subprocess, sys
from annotations.articles.formats.worker import _forbid, limit
limit(1 << 30)
sys.addaudithook(_forbid)
try:
    {deed}
except (OSError, PermissionError) as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    "deed",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_it_reaches_no_network_and_starts_nothing(deed: str) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(deed=deed)], capture_output=True, text=True, check=True)
    assert done.stdout == "PermissionError\n"


def test_it_writes_no_file(tmp_path: Path) -> None:
    deed = f"file = open({str(tmp_path / 'x')!r}, 'wb'); file.write(b'x'); file.flush()"
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(deed=deed)], capture_output=True, text=True, check=True)
    assert done.stdout == "OSError\n"
    assert (tmp_path / "x").read_bytes() == b""
