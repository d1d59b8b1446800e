"""Working lists in the app: choosing one, keeping one, and going on to the next article of a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from annotations.desk import places
from annotations.desk.bookmarks import Shown
from annotations.desk.filtering import as_filter, parse
from annotations.desk.rows import Row
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    from annotations.desk.lists import WorkingList
    from tui.app import PostilApp

_ALL, _RENAME, _TAKE_AWAY = "all articles", "rename a list…", "take a list away…"


class Lists:
    """What the keys for working lists do; their file is read anew each time, so that it may be edited by hand."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app

    def choose(self) -> None:
        """Show the articles of a working list."""
        from annotations.desk.lists import GIVEN

        def read(own: list[WorkingList]) -> None:
            offered = [*GIVEN, *own]
            extra = [_RENAME, _TAKE_AWAY] if own else []

            def chosen(number: int) -> None:
                if number == 0:
                    self._show("")
                elif number <= len(offered):
                    self._show(offered[number - 1].query)
                elif number == len(offered) + 1:
                    self._menu("Rename", [_told(each) for each in own], lambda at: self._rename(own[at], own))
                else:
                    self._menu("Take away", [_told(each) for each in own], lambda at: self._take_away(own[at]))

            self._menu("Working lists", [_ALL, *(_told(each) for each in offered), *extra], chosen)

        self._read(read)

    def keep_shown(self) -> None:
        """Keep the filter of the list as a working list."""
        query = self._app.shelf.shown.query
        if query:
            self._ask_name(query)
        else:
            self._app.notify("the list shows all articles: / filters it first", markup=False)

    def keep_search(self, query: str) -> None:
        """Keep a query of the search as a working list."""
        self._ask_name(as_filter(query))

    def go_on(self, query: str) -> None:
        """To the next article of the list, after the present one and round its end, that a query matches."""
        app, wanted = self._app, parse(query)
        names, at, reading = app.shelf.list.names, app.shelf.list.index, app.reader.page.has_focus

        def find() -> int | None:
            ahead = [*names[at + 1 :], *names[:at]]
            rows = app.desk.listing.rows(ahead, named=wanted.named)
            found = next((name for name, row in rows if isinstance(row, Row) and wanted.matches(row)), None)
            return None if found is None else names.index(found)

        def go(index: int | None) -> None:
            if index is None:
                app.notify(f"no other article of the list is {query.removeprefix('is:')}", markup=False)
            elif app.shelf.list.names is names:
                app.go_to_row(index, reading=reading)

        app.clerk.ask(find, go)

    def _ask_name(self, query: str) -> None:
        from annotations.desk.lists import WorkingList
        from tui.dialogs.prompt import Prompt

        def read(own: list[WorkingList]) -> None:
            def named(name: str | None) -> None:
                if name is not None and name.strip():
                    new = WorkingList(name.strip(), query)
                    old = next((each for each in own if each.name == new.name), None)
                    instead = f", no more {old.query}" if old is not None else ""
                    self._exchange(old, new, f"kept as {new.name}{instead}: w shows it, u takes it back")

            self._app.push_screen(Prompt(f"name of the list “{visible_line(query)}”: "), named)

        self._read(read)

    def _rename(self, old: WorkingList, own: Sequence[WorkingList]) -> None:
        from tui.dialogs.prompt import Prompt

        others = {each.name for each in own} - {old.name}

        def named(name: str | None) -> None:
            if name is not None and name.strip() not in ("", old.name):
                new = replace(old, name=name.strip())
                self._exchange(old, new, f"{old.name} is {new.name} now; u takes it back")

        taken = "there is a list of this name"
        prompt = Prompt("new name: ", old.name, lambda name: taken if name.strip() in others else None)
        self._app.push_screen(prompt, named)

    def _take_away(self, old: WorkingList) -> None:
        self._exchange(old, None, f"taken away: {old.name}; u takes it back")

    def _exchange(self, old: WorkingList | None, new: WorkingList | None, told: str) -> None:
        app = self._app
        app.clerk.save(
            lambda: app.desk.exchange_list(old, new),
            lambda _: app.notify(visible_line(told), markup=False, timeout=3),
        )

    def _menu(self, title: str, lines: Sequence[str], then: Callable[[int], object]) -> None:
        from tui.dialogs.menu import Menu

        contents = [Content(line) for line in lines]

        def chosen(number: int | None) -> None:
            if number is not None:
                then(number)

        self._app.push_screen(Menu(title, contents, plain=self._app.inks.flat), chosen)

    def _read(self, then: Callable[[list[WorkingList]], object]) -> None:
        """Read the lists of the library; what is wrong with their file is said, and the others are offered."""
        from annotations.desk.lists import read_lists
        from annotations.problem import PostilError, Problem

        file = places.lists_file(self._app.desk.library.root)

        def work() -> list[WorkingList] | Problem:
            try:
                return read_lists(file)
            except PostilError as error:
                return error.problem

        def done(found: list[WorkingList] | Problem) -> None:
            if isinstance(found, Problem):
                self._app.notify(str(found), severity="error", markup=False)
                found = []
            then(found)

        self._app.clerk.ask(work, done)

    def _show(self, query: str) -> None:
        shelf = self._app.shelf
        shelf.show(Shown(query, shelf.shown.order, shelf.shown.reverse))


def _told(each: WorkingList) -> str:
    return visible_line(f"{each.name}  {each.query}")
