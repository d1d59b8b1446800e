"""What the keys of the list do to articles: read or unread, flag, tags, one or all that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from annotations.desk.marking import Marking
from annotations.desk.rows import Row
from tui.shelf.pane import ListPane

_ALL = (
    Marking(state="done"),
    Marking(state="new"),
    Marking(flag=True),
    Marking(flag=False),
)


class MarkingKeys(ListPane):
    """The keys that mark articles, each key press one change."""

    def action_toggle_done(self) -> None:
        """Mark the article read, or unread."""
        self._mark_current(lambda row: Marking(state="new" if row.state == "done" else "done"))

    def action_flag(self) -> None:
        """Flag the article, or take the flag away."""
        self._mark_current(lambda row: Marking(flag=not row.flag))

    def action_tags(self) -> None:
        """Ask for the article's tags."""
        from tui.dialogs.prompt import Prompt

        name = self.list.current
        row = self.list.rows.get(name or "")
        if name is None or not isinstance(row, Row):
            return

        def tagged(words: str | None) -> None:
            if words is not None:
                self._mark((name,), Marking(tags=_tags(words)))

        self.app.push_screen(Prompt("tags ", " ".join(row.tags)), tagged)

    def action_all(self) -> None:
        """Ask what to do to all articles that are shown."""
        from tui.dialogs.menu import Menu

        names = tuple(self.list.names)
        lines = [Content(each) for each in (*(marking.what for marking in _ALL), "add a tag", "take a tag away")]

        def chosen(number: int | None) -> None:
            if number is None:
                return
            if number < len(_ALL):
                self._confirm(names, _ALL[number])
            else:
                self._ask_tag(names, adding=number == len(_ALL))

        plain = self.list.inks.flat
        self.app.push_screen(Menu(f"The {_articles(len(names))} shown", lines, plain=plain), chosen)

    def _ask_tag(self, names: Sequence[str], *, adding: bool) -> None:
        from tui.dialogs.prompt import Prompt

        def asked(words: str | None) -> None:
            for tag in _tags(words or "")[:1]:
                self._mark(names, Marking(tag=tag) if adding else Marking(untag=tag))

        verb = "add to" if adding else "take from"
        self.app.push_screen(Prompt(f"tag to {verb} {_articles(len(names))}: "), asked)

    def _confirm(self, names: Sequence[str], marking: Marking) -> None:
        from tui.dialogs.prompt import Prompt

        def answered(line: str | None) -> None:
            if line is not None and line.strip().lower() in ("", "y", "yes"):
                self._mark(names, marking)

        self.app.push_screen(Prompt(f"{marking.what}: {_articles(len(names))}? enter or y: "), answered)

    def _mark_current(self, marking: Callable[[Row], Marking]) -> None:
        name = self.list.current
        row = self.list.rows.get(name or "")
        if name is not None and isinstance(row, Row):
            self._mark((name,), marking(row))

    def _mark(self, names: Sequence[str], marking: Marking) -> None:
        if len(names) == 1:
            self.clerk.save(lambda: self.desk.mark(names, marking), lambda _: self.renew(names[0]))
            return

        def marked(count: int) -> None:
            self.renew_all()
            self.app.notify(f"{marking.what}: {_articles(count)}; u takes it back", markup=False, timeout=3)

        self.clerk.save(lambda: self.desk.mark(names, marking), marked)


def _tags(words: str) -> list[str]:
    return words.replace(",", " ").replace("#", " ").split()


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"
