"""Finding a place in the article: search as one types, and jumps to what is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from annotations.problem import Problem
from annotations.text.find import Finder, compile_query
from annotations.text.span import Span
from annotations.text.tally import Tally
from tui.reader.cursor import Cursor
from tui.reader.hints import hints, targets
from tui.reader.moving import Moving


class Finding(Moving):
    """`/` searches from where one stands; `n N` go on; `f` puts letters on what is in sight."""

    searched: list[str]
    """What was searched for, the newest last."""

    def action_search(self) -> None:
        """Search as one types; leaving the prompt goes back to where one was."""
        from tui.dialogs.prompt import Prompt

        before = self.page.cursor

        def changed(query: str) -> None:
            self._search(query, before, prompt)

        def done(query: str | None) -> None:
            if not query:
                self.page.found(None)
                self.page.move(before)
            self.post_message(self.Moved())

        prompt = Prompt("/", fault=_fault, changed=changed, history=self.searched)
        self.app.push_screen(prompt, done)

    def _search(self, query: str, before: Cursor, prompt: object) -> None:
        from tui.dialogs.prompt import Prompt

        finder = compile_query(query)
        if isinstance(finder, Problem):
            self.page.found(None)
            self.page.move(before)
            return
        tally = Tally(finder, self.article.text)
        self.page.found(tally)

        def go(match: Span | None) -> None:
            if self.page.sheet.found is not tally:
                return
            self.page.move(before.at(match.start, match) if match is not None else before)
            self._look_on(tally, told)

        def told() -> None:
            if isinstance(prompt, Prompt):
                prompt.tell(self.standing)

        # From where one stands: a match under the cursor is the first.
        self.clerk.read(lambda: tally.next_match(before.offset - 1), go)

    def mark_found(self, finder: Finder, span: Span | None) -> None:
        """Mark all that something finds in the article, as a search does, and stand on a span."""
        tally = Tally(finder, self.article.text)
        self.page.found(tally)
        if span is not None:
            self.page.move(self.page.cursor.at(span.start, span))
        self._look_on(tally)

    def _look_on(self, tally: Tally, told: Callable[[], object] = lambda: None, more: bool = True) -> None:
        """Look through the rest of the text, a slice at a time, as long as that is what is looked for."""
        if self.page.sheet.found is not tally:
            return
        # The cursor may have stood on a match before that was found.
        self.page.sheet.place(self.page.cursor)
        told()
        self.page.refresh()
        self.post_message(self.Moved())
        if more:
            self.clerk.read(tally.advance, lambda more: self._look_on(tally, told, more))

    @property
    def standing(self) -> str:
        """Which match the cursor is on, or how many there are, or why the search was given up; empty without one."""
        tally = self.page.sheet.found
        if tally is None:
            return ""
        if tally.problem is not None:
            return tally.problem.what
        if not len(tally):
            return "no match" if tally.complete else "searching…"
        if self.page.sheet.marks.current is None:
            return f"{len(tally)}{'' if tally.complete else '+'} match{'es' * (len(tally) != 1)}"
        return f"match {tally.standing(self.page.cursor.offset)}"

    def action_match(self, step: int) -> None:
        """To the next or previous match, round the ends of the text."""
        tally, offset = self.page.sheet.found, self.page.cursor.offset
        if tally is None:
            self.app.notify("nothing was searched for: / searches", markup=False)
            return

        def go(match: Span | None) -> None:
            if match is not None and self.page.sheet.found is tally:
                self.page.move(self.page.cursor.at(match.start, match))

        self.clerk.read(lambda: tally.next_match(offset) if step > 0 else tally.previous_match(offset), go)

    def action_jump(self) -> None:
        """Put letters on every entity, name and sentence in sight; the next keys choose one."""
        sight = self.page.sight()
        inside = [span for span, _ in self.page.marks.mentions.overlapping(sight.start, sight.end)]
        places = targets(self.article.text, sight, inside)
        self.page.hint(hints(places, self.page.cursor.offset), places)


def _fault(query: str) -> str | None:
    found = compile_query(query) if query.strip() else None
    return found.what if isinstance(found, Problem) else None
