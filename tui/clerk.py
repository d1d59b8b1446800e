"""Carries work to the desk and back: the screen's thread draws, these four do the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from annotations.problem import PostilError, Problem

Result = TypeVar("Result")


class Clerk:
    """Saves on one thread, in the order of the keys; reads on another; recognises, which may take long, on a third;
    waits for what is learned on a fourth.

    `start` runs what it is given beside the screen, unless the program ends before; `changed` is called, on the
    screen's thread, whenever `saving` or `failure` has another value.
    """

    def __init__(
        self, start: Callable[[Callable[[], Coroutine[object, object, None]]], object], changed: Callable[[], None]
    ) -> None:
        self._start = start
        self._changed = changed
        self._saver = ThreadPoolExecutor(1, "save")
        self._reader = ThreadPoolExecutor(1, "read")
        self._thinker = ThreadPoolExecutor(1, "recognise")
        self._learner = ThreadPoolExecutor(1, "learn")
        self.saving = 0
        self.saved = 0
        self.asking = 0
        self.failure: Problem | None = None

    def save(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do what changes the store, then hand on what came of it. A failure is said and kept in `failure`."""
        self.saving += 1
        self._changed()
        self._start(partial(self._save, self._saver.submit(work), then))

    def read(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do what changes nothing, then hand on what came of it."""
        self._start(partial(self._done, self._reader, work, then))

    def ask(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Read what the keys that come next are for, such as the choices of a menu; they wait while one is `asking`."""
        self.asking += 1
        self._start(partial(self._ask, work, then))

    def recognise(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do what changes nothing and may take seconds, then hand on what came of it."""
        self._start(partial(self._done, self._thinker, work, then))

    def learn(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do what waits for another process, then hand on what came of it."""
        self._start(partial(self._done, self._learner, work, then))

    def keep(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Write, in its turn among the saves, what is no change of the store, such as a draft.

        It is on its way when this returns, and is done even if the program ends meanwhile.
        """
        self._start(partial(self._keep, self._saver.submit(work), then))

    async def rest(self) -> None:
        """Return when everything that was asked to be saved is saved, or has failed."""
        await asyncio.get_running_loop().run_in_executor(self._saver, lambda: None)

    def close(self) -> None:
        """Let the threads go; reading that has not begun is dropped."""
        self._reader.shutdown(wait=False, cancel_futures=True)
        self._thinker.shutdown(wait=False, cancel_futures=True)
        self._learner.shutdown(wait=False, cancel_futures=True)
        self._saver.shutdown(wait=True)

    async def _save(self, done: Future[Result], then: Callable[[Result], object]) -> None:
        try:
            result = await asyncio.shield(asyncio.wrap_future(done))
        except PostilError as error:
            self.failure = error.problem
        else:
            self.failure = None
            self.saved += 1
            then(result)
        finally:
            self.saving -= 1
            self._changed()

    async def _ask(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        try:
            await self._done(self._reader, work, then)
        finally:
            self.asking -= 1

    async def _keep(self, done: Future[Result], then: Callable[[Result], object]) -> None:
        await self._hand_on(asyncio.shield(asyncio.wrap_future(done)), then)

    async def _done(
        self, thread: ThreadPoolExecutor, work: Callable[[], Result], then: Callable[[Result], object]
    ) -> None:
        await self._hand_on(asyncio.get_running_loop().run_in_executor(thread, work), then)

    async def _hand_on(self, done: Awaitable[Result], then: Callable[[Result], object]) -> None:
        try:
            result = await done
        except PostilError as error:
            self.failure = error.problem
            self._changed()
        else:
            then(result)
