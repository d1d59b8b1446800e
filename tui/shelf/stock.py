"""Keeping what the list and the search know of the files up to date, beside the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotations.desk.bookmarks import Shown
from annotations.desk.listing import News, Opening
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    from annotations.articles.watching import Watching
    from annotations.desk.stocktaking import Progress
    from tui.shelf.pane import ListPane

WAIT = 0.2
"""Seconds between two looks at processes that read, and in which changes of files are gathered."""
RESTS = 10
"""How many times as long as telling copies took last it is not done again: 100,000 articles take a second or two."""
_CELLS = 10


class Stock:
    """Looks for what is new on the disk, a slice at a time; reads what the index does not know; then watches."""

    def __init__(self, pane: ListPane) -> None:
        self._pane = pane
        self._watching: Watching | None = None
        self._read_apart = False
        self._put_off = False
        self._words_wanted = False
        self._grouping = False
        self._took = 0.0
        self.progress = ""
        """How far the index has come, for who waits for it; empty when there is nothing to wait for."""
        self.grown = 0
        """How often so far a part of the index has become searchable before all of it was."""

    @property
    def watched(self) -> bool:
        """Whether all is known, and changes are waited for."""
        return self._watching is not None

    def begin(self) -> None:
        """Take stock of all files, first where one looks; of the words of a single one when they are asked for."""
        pane = self._pane
        if pane.shown != Shown():
            pane.sift()
        slices = pane.desk.listing.reconcile(pane.all, pane.list.in_sight())

        def ask() -> None:
            pane.clerk.read(lambda: next(slices, None), listed)

        def listed(news: News | None) -> None:
            if news is not None and news.opening is not None:
                self._say(_opening(news.opening))
                ask()
                return
            self._say("")
            if news is not None and news.names is not None:
                pane.all = news.names
                pane.sift()
            self._put_off = len(pane.all) == 1 and not (pane.shown.query or self._words_wanted)
            if self._put_off:
                self._reconcile(slices)
            else:
                self._agree(pane.all, lambda: self._reconcile(slices))

        ask()

    def catch_up(self, then: Callable[[], object]) -> None:
        """Have the words in the index that it was put off for, if it was, and go on then."""
        self._words_wanted = True
        if self._put_off:
            self._put_off = False
            self._agree(self._pane.all, then)

    def watch(self) -> None:
        """Take in what has changed since this was asked last."""
        watching, desk = self._watching, self._pane.desk
        if watching is None:
            return
        in_sight = self._pane.list.in_sight()

        def look() -> tuple[Sequence[str], News | None]:
            changed = watching.changed(in_sight)
            return changed, desk.stocktaking.follow(changed) if changed else None

        self._pane.clerk.read(look, lambda found: self._followed(*found))

    def close(self) -> None:
        """Watch no more, and give up what is being read."""
        if self._watching is not None:
            self._watching.close()
        # Where nothing has been asked for, nothing is made only to be closed.
        if "stocktaking" in vars(self._pane.desk):
            self._pane.desk.stocktaking.close()

    def _agree(self, names: Sequence[str], then: Callable[[], object], *, whole: bool = True) -> None:
        """Bring the index of words up to date, and go on then."""
        pane = self._pane
        steps: list[Iterator[Progress]] = []

        def step() -> Progress | None:
            if not steps:
                steps.append(pane.desk.stocktaking.agree(names, gently=True, whole=whole))
            return next(steps[0], None)

        def ask() -> None:
            pane.clerk.read(step, stepped)

        def stepped(progress: Progress | None) -> None:
            self._tell(progress)
            if progress is None:
                then()
                return
            for name in progress.taken:
                pane.renew(name)
            if progress.waiting:
                self._read_apart = True
                pane.set_timer(WAIT, ask)
            else:
                ask()

        ask()

    def _reconcile(self, slices: Iterator[News]) -> None:
        pane = self._pane

        def learn(news: News | None) -> None:
            if news is None:
                self._settle()
            else:
                pane.list.learn(news.rows)
                pane.clerk.read(lambda: next(slices, None), learn)

        pane.clerk.read(lambda: next(slices, None), learn)

    def _settle(self) -> None:
        """All is known: fold the copies, and watch from now on."""
        pane = self._pane
        if self._read_apart:
            pane.list.forget()
        pane.sift()

        def watching() -> Watching:
            from annotations.articles.watching import watching

            # Of words that nobody has asked for there is no index yet.
            listing, alone = pane.desk.listing, self._put_off
            known = (lambda: listing.stamps(pane.all)) if alone else listing.texts.index.known
            return watching(pane.desk.library, lambda: pane.all, known)

        pane.post_message(pane.LookedThrough())
        if not self._put_off:
            self._group()
        pane.clerk.read(watching, self._watch)

    def _watch(self, watching: Watching) -> None:
        self._watching = watching

    def _group(self) -> None:
        """Tell which articles are copies of others; the thread that reads is not held up by the comparing."""
        pane = self._pane
        self._grouping = True

        def compare(sketches: Sequence[tuple[str, bytes, bytes]]) -> None:
            pane.clerk.recognise(lambda: _grouped(sketches), compared)

        def compared(found: tuple[dict[str, int], float]) -> None:
            groups, self._took = found
            self._grouping = False
            pane.fold(groups)

        pane.clerk.read(lambda: pane.desk.listing.texts.index.sketches(), compare)

    def _group_again(self) -> None:
        """The same when articles have changed; all at once, and the later the longer it takes."""
        if not self._grouping:
            self._grouping = True
            self._pane.set_timer(max(WAIT, RESTS * self._took), self._group)

    def _followed(self, paths: Sequence[str], news: News | None) -> None:
        pane = self._pane
        if news is None:
            return
        pane.post_message(pane.Altered(paths))
        if news.names is not None:
            pane.all = news.names
        pane.list.learn(news.rows)
        pane.sift()
        if len(pane.all) > 1:
            self.catch_up(self._group)
        if late := pane.desk.stocktaking.late():
            self._agree(late, self._group_again, whole=False)
        if news.names is not None or news.rows:
            self._group_again()

    def _tell(self, progress: Progress | None) -> None:
        words = ""
        if progress is not None and progress.grown:
            self.grown += 1
        if progress is not None and progress.total:
            full = _CELLS * progress.done // progress.total
            words = f"indexing {'━' * full}{'╌' * (_CELLS - full)} {100 * progress.done // progress.total}%"
        self._say(words)

    def _say(self, words: str) -> None:
        if words != self.progress:
            self.progress = words
            self._pane.tell()


def _grouped(sketches: Sequence[tuple[str, bytes, bytes]]) -> tuple[dict[str, int], float]:
    """The groups of copies, and the seconds that it took to tell them."""
    from annotations.desk.duplicates import groups

    begun = time.monotonic()
    return groups(sketches), time.monotonic() - begun


def _opening(file: Opening) -> str:
    count = f"{file.number} of {file.total}: " if file.total > 1 else ""
    return f"opening {count}{visible_line(file.name)}"
