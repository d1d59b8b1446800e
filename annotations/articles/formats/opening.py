"""A file held open by the process that reads untrusted formats: which articles are in it, and each of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from annotations.articles.article import Article
from annotations.articles.catalogue import Held
from annotations.articles.formats.extract import Unreadable, article
from annotations.articles.formats.registry import BY_NAME, EXTRAS, Format, format_of
from annotations.articles.formats.source import MOST_MEMBERS, Contents, Source
from annotations.articles.read import opened, read_bytes
from annotations.problem import Problem

DEEPEST = 3
"""Archives within archives that are looked into."""
MOST_OPEN = 4
"""Members that are kept open, since the next article is mostly in the same one."""


class Opening:
    """One file, of the format named or of what its name tells; `shown` is what it is called in a problem."""

    def __init__(self, path: Path, shown: str, format_name: str = "", fields: Mapping[str, str] | None = None) -> None:
        """Raises PostilError where the file cannot be opened."""
        self.shown = shown
        self._resources = ExitStack()
        stream = self._resources.enter_context(opened(path, shown, None))
        size = stream.seek(0, 2)
        self._source = Source(shown, stream, size, fields or {}, format_name)
        self._open: OrderedDict[tuple[str, ...], Contents] = OrderedDict()

    def close(self) -> None:
        """Let the file go."""
        self._open.clear()
        self._resources.close()

    def held(self) -> Held:
        """The articles of the file: their paths in it, `""` for the file itself, in its order."""
        keys: list[str] = []
        problems: list[Problem] = []
        for key in self._keys(self._source, (), problems):
            if len(keys) == MOST_MEMBERS:
                what = f"more than {MOST_MEMBERS:,} articles: the rest is left out"
                problems.insert(0, Problem(self.shown, what, "split it"))
                break
            keys.append(key)
        return Held(keys, problems[0] if problems else None)

    def read(self, inner: str) -> Article | Problem:
        """The article of a path within the file."""
        name = f"{self.shown}/{inner}" if inner else self.shown
        try:
            return self._read(self._source, (), inner, name)
        except KeyError:
            return Problem(name, "no such article in the file", "open the file, and choose one")
        except Unreadable as fault:
            return Problem(name, fault.what, fault.remedy, fault.line)

    def _keys(self, source: Source, way: tuple[str, ...], problems: list[Problem]) -> Iterator[str]:
        """Keys of what a source holds; what hinders is added to `problems`, and hinders nothing else."""
        try:
            if not _format(source).several:
                yield ""
                return
            contents = self._contents(source, way)
            for key in contents.keys():  # noqa: SIM118 - no mapping: a million articles are streamed
                yield from self._keys_of_file(contents, key, way, problems) if _format(source).files else (key,)
        except Unreadable as fault:
            problems.append(self._problem(way, fault))

    def _keys_of_file(
        self, contents: Contents, key: str, way: tuple[str, ...], problems: list[Problem]
    ) -> Iterator[str]:
        """Those of a member of an archive; one that holds no more than itself is not opened."""
        format_ = format_of(key)
        if format_ is not None and not format_.several:
            yield key
        elif format_ is not None or not key:
            try:
                member = contents.get(key)
            except Unreadable as fault:
                problems.append(self._problem((*way, key), fault))
                return
            assert isinstance(member, Source)
            if format_of(member.name) is not None:
                for inner in self._keys(member, (*way, key), problems):
                    yield "/".join(filter(None, (key, inner)))

    def _read(self, source: Source, way: tuple[str, ...], inner: str, name: str) -> Article | Problem:
        format_ = _format(source)
        if not format_.several:
            if inner:
                raise KeyError(inner)
            if not format_.module:
                return read_bytes(source.data(), name, markdown=format_.name == "markdown")
            return article(name, _function(format_, "read")(source))
        contents = self._contents(source, way)
        key, rest = _divided(contents, inner)
        member = contents.get(key)
        if isinstance(member, Source):
            return self._read(member, (*way, key), rest, name)
        if rest:
            raise KeyError(rest)
        return article(name, member)

    def _problem(self, way: tuple[str, ...], fault: Unreadable) -> Problem:
        return Problem("/".join((self.shown, *filter(None, way))), fault.what, fault.remedy, fault.line)

    def _contents(self, source: Source, way: tuple[str, ...]) -> Contents:
        if len(way) > DEEPEST:
            raise Unreadable("archives nested too deep", "take out what is in it")
        contents: Contents | None = self._open.pop(way, None)
        if contents is None:
            contents = _function(_format(source), "unfold")(source)
        self._open[way] = contents
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return contents


def _format(source: Source) -> Format:
    found = BY_NAME.get(source.format) or format_of(source.name)
    if found is None:
        raise Unreadable("nothing that postil reads", "give it the ending of its format")
    return found


def _divided(contents: Contents, inner: str) -> tuple[str, str]:
    """The key of the member that a path begins with, and the rest. Raises KeyError where there is none."""
    if "" in contents:
        return "", inner
    parts = inner.split("/")
    for length in range(1, len(parts) + 1):
        if (key := "/".join(parts[:length])) in contents:
            return key, "/".join(parts[length:])
    if inner:
        raise KeyError(inner)
    first = next(iter(contents.keys()), None)
    if first is None:
        raise Unreadable("no article in it", "remove it, or fetch it again")
    raise Unreadable("holds several articles", f"open one of them, such as …/{first}")


def _function(format_: Format, name: str) -> Callable[[Source], Any]:
    """A function of the module of a format. Raises Unreadable where it needs an extra that is not installed."""
    try:
        module = import_module(f"annotations.articles.formats.{format_.module}")
    except ImportError as error:
        if format_.name not in EXTRAS:
            raise
        remedy = f"pip install 'postil[{EXTRAS[format_.name]}]'"
        raise Unreadable(f"{format_.name} is not read without an extra", remedy) from error
    function: Callable[[Source], Any] = getattr(module, name)
    return function
