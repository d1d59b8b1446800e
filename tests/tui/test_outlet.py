"""What is written to a terminal comes out of it, whole and in order, however slow that is."""

from __future__ import annotations

import asyncio
import os
import tty
from collections.abc import Iterator
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.outlet import MOST_WAITING, Outlet

MORE_THAN_IT_TAKES = b"x" * 300_000


def terminal() -> tuple[int, int]:
    """Both ends of a pseudo-terminal that changes nothing; what is written to the second is read from the first."""
    controller, end = os.openpty()
    tty.setraw(end)
    return controller, end


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    controller, end = terminal()
    yield controller, end
    os.close(end)


@given(st.lists(st.binary(max_size=9), max_size=30), st.integers(1, 3000))
@settings(max_examples=20, deadline=None)
def test_all_comes_in_its_order(pieces: list[bytes], times: int) -> None:
    controller, end = terminal()
    pieces = [piece * times for piece in pieces]
    came = bytearray()

    def read() -> None:
        while len(came) < len(b"".join(pieces)):
            came.extend(os.read(controller, 5000))

    async def write() -> None:
        outlet = Outlet(end, asyncio.get_running_loop())
        for piece in pieces:
            outlet.write(piece)
        await asyncio.sleep(0)
        outlet.close()

    reader = Thread(target=read)
    reader.start()
    asyncio.run(write())
    reader.join()
    os.close(controller)
    os.close(end)
    assert bytes(came) == b"".join(pieces)


def test_nobody_waits_for_a_terminal_that_takes_no_more(ends: tuple[int, int]) -> None:
    controller, end = ends

    async def run() -> None:
        loop = asyncio.get_running_loop()
        outlet = Outlet(end, loop)
        for _ in range(MOST_WAITING):
            outlet.write(MORE_THAN_IT_TAKES)  # This would never return, since nobody reads yet.
        left, done = MOST_WAITING * len(MORE_THAN_IT_TAKES), asyncio.Event()

        def read() -> None:
            nonlocal left
            left -= len(os.read(controller, 1 << 16))
            if not left:
                done.set()

        loop.add_reader(controller, read)
        await asyncio.wait_for(done.wait(), 20)
        loop.remove_reader(controller)
        outlet.close()

    asyncio.run(run())
    os.close(controller)


def test_what_is_written_when_the_terminal_has_gone_is_lost(ends: tuple[int, int]) -> None:
    controller, end = ends

    async def run() -> None:
        outlet = Outlet(end, asyncio.get_running_loop())
        outlet.write(MORE_THAN_IT_TAKES)
        os.close(controller)
        outlet.write(b"more")
        outlet.close()

    asyncio.run(run())


def test_others_that_write_to_the_terminal_still_wait_for_it(ends: tuple[int, int]) -> None:
    async def run() -> None:
        outlet = Outlet(ends[1], asyncio.get_running_loop())
        assert os.get_blocking(ends[1])
        outlet.close()

    asyncio.run(run())
    os.close(ends[0])


def test_a_pipe_is_no_terminal() -> None:
    async def run() -> None:
        ends = os.pipe()
        with pytest.raises(OSError, match=r"."):
            Outlet(ends[1], asyncio.get_running_loop())
        for end in ends:
            os.close(end)

    asyncio.run(run())
