"""The screen that searches all articles while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from annotations.desk import concordance, searching
from annotations.desk.completion import Known, complete
from annotations.desk.concordance import Use
from annotations.desk.filtering import Filter, QueryError, going_on, parse
from annotations.desk.searching import Finding, Hit
from annotations.text.safe import visible_line
from annotations.text.span import Span
from tui.dialogs.completing import CompletingInput
from tui.dialogs.dialog import Dialog
from tui.palette import Inks
from tui.search.looking import MOST_USES, Looking
from tui.search.results import Results

if TYPE_CHECKING:
    from tui.shelf.stock import Stock

KEYS = "enter open  ctrl+k uses  ctrl+o order  ctrl+s keep  tab complete  esc leave"
GRAMMAR = 'word  word*  "a phrase"  NEAR(a b, 5)  title: note: entity: source: after:  -not'
_SAID = {
    searching.NEWEST: "newest first",
    searching.RELEVANCE: "most relevant first",
    concordance.FOUND: "every use, newest first",
    concordance.LEFT: "every use, by the words to the left",
    concordance.RIGHT: "every use, by the words to the right",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """The article that the user wants to read, where in it, and what is to be marked there."""

    name: str
    span: Span | None
    wanted: Filter


@dataclass(slots=True)
class Asked:
    """What the screen was left with, so that it comes back as it was."""

    query: str = ""
    order: str = searching.NEWEST
    uses_order: str = concordance.FOUND
    uses: bool = False
    index: int = 0


class SearchScreen(Dialog[Opened | None]):
    """A line to type in, what it finds, and the way there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", "next row", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", "previous row", show=False, priority=True),
        Binding("pagedown", "page(1)", "a page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "a page up", show=False, priority=True),
        Binding("ctrl+k", "uses", "every use between its neighbours, or articles", show=False, priority=True),
        Binding("ctrl+o", "order", "another order: newest, most relevant; of uses by left, by right", show=False,
                priority=True),
        Binding("ctrl+s", "keep", "keep the query as a working list", show=False, priority=True),
    ]  # fmt: skip

    DEFAULT_CSS = """
    SearchScreen { background: $background; layout: vertical; }
    SearchScreen Horizontal { height: 1; background: $panel; padding: 0 1; }
    SearchScreen #label { width: auto; text-style: bold; color: $accent; }
    SearchScreen Input, SearchScreen Input:focus {
        border: none; height: 1; width: 1fr; padding: 0; background: $panel;
    }
    SearchScreen #said { height: 1; padding: 0 1; color: $text-muted; background: $panel; }
    SearchScreen #said.fault { color: $error; text-style: bold; }
    SearchScreen #keys { height: 1; padding: 0 1; color: $text-muted; background: $panel; }
    """

    def __init__(
        self,
        asked: Asked,
        looking: Callable[[Callable[[], object]], Looking],
        inks: Inks,
        *,
        keep: Callable[[str], object],
        stock: Stock,
    ) -> None:
        super().__init__()
        self._asked = asked
        self._looking = looking(self._changed)
        self._stock = stock
        self._grown = stock.grown
        self._keep = keep
        self._results = Results(inks, lambda: self.items)
        self._told = Static(id="said", markup=False)
        self._known = Known()
        self._fault = ""
        self._indexing = False
        self._offered = Content("")
        self._line = CompletingInput(asked.query, self._candidates, placeholder="search all articles")

    def compose(self) -> ComposeResult:
        """The line, what is to be said of it, the results, some keys."""
        with Horizontal():
            yield Static(Content("search "), id="label", markup=False)
            yield self._line
        yield self._told
        yield self._results
        yield Static(Content(KEYS), id="keys", markup=False)

    def on_mount(self) -> None:
        """As it was left."""
        self._line.focus()
        self._ask()
        self._results.index = self._asked.index
        self.set_interval(0.5, self._look_for_more)

    def know(self, known: Known) -> None:
        """What a query may ask for in this library."""
        self._known = known

    # Looking

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._asked.query:
            self._asked.query = event.value
            self._ask()

    def _ask(self) -> None:
        """Look for what is typed."""
        asked = self._asked
        wanted: Filter | None = None
        self._fault = ""
        try:
            wanted = parse(going_on(asked.query), search=True) if asked.query.strip() else None
        except QueryError as error:
            self._fault = str(error)
        uses = asked.uses and wanted is not None and wanted.sought is not None
        self._looking.ask(wanted, asked.uses_order if uses else asked.order, uses=uses)
        self._results.begin_anew()
        self._tell()

    @property
    def items(self) -> Sequence[Finding] | Sequence[Use]:
        """What is listed."""
        return self._looking.uses or self._looking.found

    @property
    def complete(self) -> bool:
        """Whether there is no more to be listed."""
        return self._looking.complete

    def _changed(self) -> None:
        if self._results.is_mounted:
            self._results.fit()
            self._tell()

    def _look_for_more(self) -> None:
        """While articles are read, there may be more; look again, unless somebody is among the rows, and at the end."""
        indexing, grown = bool(self._stock.progress), self._stock.grown
        if (self._indexing and not indexing) or (grown != self._grown and self._results.index == 0):
            self.look_again()
            self._grown = grown
        self._indexing = indexing
        self._tell()

    def look_again(self) -> None:
        """More has come into the index."""
        if self.is_mounted:
            self._ask()

    @on(Results.Wanted)
    def _lines_wanted(self, event: Results.Wanted) -> None:
        self._looking.hits(event.numbers, self._results.learn)

    @on(Results.EndNear)
    def _end_near(self) -> None:
        self._looking.more()

    # Telling

    def _candidates(self, query: str, cursor: int) -> list[tuple[str, str]]:
        found = complete(query, cursor, self._known) if ":" in query.split(" ")[-1] else []
        return [(query[: each.start] + each.text + query[each.end :], each.text) for each in found]

    @on(CompletingInput.Offered)
    def _offered_others(self, event: CompletingInput.Offered) -> None:
        self._offered = event.line
        self._tell()

    def _tell(self) -> None:
        """Say what is wrong, what could be typed, or how much has been found."""
        # What is found may come before the line is there, and when it is gone.
        if self._told.is_attached:
            words = Content(visible_line(self._fault)) if self._fault else self._offered or Content(self._words())
            self._told.set_class(bool(self._fault), "fault")
            self._told.update(words)

    def _words(self) -> str:
        looking, asked = self._looking, self._asked
        progress = self._stock.progress
        if looking.wanted is None:
            return progress or GRAMMAR
        notes = sum(finding.note is not None for finding in looking.found)
        if looking.uses:
            number = f"{len(looking.uses):,}{'' if looking.complete else '+'} uses"
            more = " (the first)" if len(looking.uses) >= MOST_USES else ""
            parts = [number + more, _SAID[asked.uses_order]]
        elif looking.found:
            articles = len(looking.found) - notes
            number = (
                f"{looking.count:,}" if looking.count is not None else f"{articles:,}{'' if looking.complete else '+'}"
            )
            so_far = " so far" * bool(progress)
            parts = [f"{number} article{'s' * (number != '1')}{so_far}"]
            parts.append(f"{notes} note{'s' * (notes != 1)}" if notes else "")
            parts.append(_SAID[asked.order])
        else:
            nothing = "nothing is found yet" if progress else "nothing is found"
            parts = [nothing if looking.complete else "searching…"]
        return visible_line(" · ".join(part for part in [*parts, progress] if part))

    # Keys

    def action_move(self, rows: int) -> None:
        """Move the cursor; where candidates are walked through, among those."""
        if self._line.walking or (rows > 0 and self._offered.plain):
            self._line.action_walk(rows)
        else:
            self._results.move(rows)

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self._results.page(pages)

    def action_uses(self) -> None:
        """Every use of the words between its neighbours, or the articles again."""
        self._asked.uses = not self._asked.uses
        self._ask()

    def action_order(self) -> None:
        """The next order."""
        asked = self._asked
        if asked.uses:
            asked.uses_order = _next(concordance.ORDERS, asked.uses_order)
        else:
            asked.order = _next(searching.ORDERS, asked.order)
        self._ask()

    def action_keep(self) -> None:
        """Keep the query as a working list."""
        if self._looking.wanted is not None:
            self._keep(self._asked.query)

    @on(Input.Submitted)
    @on(Results.Opened)
    def _open(self) -> None:
        """Open what the cursor is on, where something was found in it."""
        items, index, wanted = self.items, self._results.index, self._looking.wanted
        if not items or wanted is None:
            return
        item = items[index]
        self._asked.index = index
        if isinstance(item, Use):
            self.dismiss(Opened(item.article, Span(item.start, item.end), wanted))
            return
        hit = self._results.hits.get(index)
        span = Span(hit.start, hit.end or hit.start) if isinstance(hit, Hit) and hit.start is not None else None
        self.dismiss(Opened(item.name, span, wanted))

    def action_cancel(self) -> None:
        """Leave."""
        self._asked.index = self._results.index
        self._looking.ask(None)
        self.dismiss(None)


def _next(among: Sequence[str], one: str) -> str:
    return among[(among.index(one) + 1) % len(among)]
