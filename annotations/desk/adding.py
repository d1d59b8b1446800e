"""Putting articles into a library: each is read before it is there, and none ever takes the place of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles.article import Article, RegionKind
from annotations.articles.catalogue import Held
from annotations.articles.formats.apart import Apart
from annotations.articles.formats.registry import BY_NAME, Format, format_of
from annotations.articles.formats.sniffing import HEAD, ending_of
from annotations.articles.library import MOST
from annotations.articles.read import LIMIT, opened, read
from annotations.articles.settings import FILE_NAME, Settings, read_settings, written_rule
from annotations.articles.walking import files
from annotations.desk.file_names import free_names, safe_name, titled
from annotations.notes.lock import folder_lock
from annotations.notes.replace import Beside, make_folder, replace_file
from annotations.problem import PostilError, Problem, reason

if TYPE_CHECKING:
    from annotations.desk.fetching import Page

CHUNK = 1024 * 1024

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/mbox": ".mbox",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
}


class Added(NamedTuple):
    """A file that was put into the library, by its name there, and how many articles it holds."""

    name: str
    articles: int


class Adding:
    """Adds to the library of a folder. `fields` are what the user calls those of JSONL and CSV."""

    def __init__(self, root: Path, fields: Mapping[str, str] | None = None) -> None:
        """Raises PostilError where the settings of the library cannot be read."""
        self._root = root.resolve()
        self._ruled = {rule.pattern for rule in read_settings(self._root / FILE_NAME).rules}
        self._fields = dict(fields or {})
        self._apart = Apart()

    def close(self) -> None:
        """Let the process go that has read what was added."""
        self._apart.close()

    def file(self, file: Path, folder: str = "") -> Added:
        """Add a copy of a file, in a folder of the library. Raises PostilError where it holds no article."""
        shown = str(file)
        if file.resolve().is_relative_to(self._root):
            raise PostilError(Problem(shown, "is in the library already", "open it there"))
        with opened(file, shown, None) as source:
            head = source.read(HEAD)
            format_ = format_of(file.name)
            name = safe_name(file.name) if format_ else safe_name(file.name + ending_of(head))
            format_ = format_ or format_of(name)
            source.seek(0, 2)
            if format_ is not None and not format_.several and source.tell() > LIMIT:
                size, most = (f"{number / CHUNK:,.0f} MiB" for number in (source.tell(), LIMIT))
                raise PostilError(Problem(shown, f"too large: {size}", f"at most {most} can be read; split it"))
            source.seek(0)
            return self._put(shown, iter(lambda: source.read(CHUNK), b""), lambda _: name, name, folder, like=file)

    def folder(self, folder: Path) -> Iterator[Added | Problem]:
        """Add copies of all articles in a folder, in one of its name; what cannot be is a problem.

        Raises PostilError for a folder that is in the library, or holds it.
        """
        whole = folder.resolve()
        if whole.is_relative_to(self._root) or self._root.is_relative_to(whole):
            raise PostilError(Problem(str(folder), "is in the library, or holds it", "name a folder beside it"))
        problems: list[Problem] = []
        name = safe_name(whole.name)
        for found in sorted(chain.from_iterable(names for _, names in files(folder, Settings(), MOST, problems))):
            inner = "/".join((name, *map(safe_name, found.split("/")[:-1])))
            try:
                yield self.file(folder / found, inner)
            except PostilError as error:
                yield error.problem
        yield from problems

    def data(self, data: bytes, shown: str) -> Added:
        """Add bytes, of the format that their beginning tells; the name is made of the title."""
        return self._titled(data, shown, ending_of(data[:HEAD]))

    def text(self, text: str) -> Added:
        """Add a text that someone has pasted, whatever else it could be taken for."""
        data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
        return self._titled(data, "what was pasted", ".md" if ending_of(data[:HEAD]) == ".md" else ".txt")

    def _titled(self, data: bytes, shown: str, ending: str) -> Added:
        return self._put(shown, iter((data,)), lambda title: titled(title, ending), f"added{ending}")

    def page(self, page: Page) -> Added:
        """Add what was fetched, with its address: a page has it in itself, all else in postil.toml."""
        from annotations.articles.formats.decoding_html import decoded

        ending = _KINDS.get(page.kind) or ending_of(page.data[:HEAD])
        if ending == ".html":
            data = with_address(decoded(page.data, page.charset), page.address)
            return self._put(page.address, iter((data,)), lambda title: titled(title, ending), f"page{ending}")
        last = page.address.partition("?")[0].rstrip("/").rpartition("/")[2]
        name = safe_name(last if format_of(last) else last + ending)
        data = page.data
        if ending == ".txt" and page.charset:
            data = data.decode(page.charset, "replace").encode()
        return self._put(page.address, iter((data,)), lambda _: name, name, address=page.address)

    def _put(
        self,
        shown: str,
        chunks: Iterator[bytes],
        named: Callable[[str], str],
        format_name: str,
        folder: str = "",
        *,
        like: Path | None = None,
        address: str | None = None,
    ) -> Added:
        """Write beside its place, read what is written, and have it take the first free name."""
        target = self._root / folder
        try:
            make_folder(target)
            beside = Beside(target / "added", like)
            try:
                for chunk in chunks:
                    beside.write(chunk)
                beside.finish()
                title, count = self._examined(beside.path, shown, format_of(format_name))
                if like is None:
                    beside.path.chmod(target.stat().st_mode & 0o666)
                # What postil.toml says of a file that is gone is not meant for this one.
                free = (name for name in free_names(named(title)) if f"{folder}/{name}".lstrip("/") not in self._ruled)
                place = beside.take_free_place(free)
            finally:
                beside.drop()
            name = place.relative_to(self._root).as_posix()
            self._rule(name, address, format_of(name))
        except OSError as error:
            what = f"cannot be added: {reason(error)}"
            raise PostilError(Problem(str(target), what, "make room, or make the folder writable")) from error
        return Added(name, count)

    def _examined(self, file: Path, shown: str, format_: Format | None) -> tuple[str, int]:
        """The title of what was written, and how many articles it holds. Raises PostilError where it holds none."""
        found: Article | Problem | Held | None = None
        if format_ is None or not format_.module:
            found = read(file, shown, markdown=format_ is BY_NAME["markdown"])
        else:
            how = {"format": format_.name, "fields": self._fields}
            stamp = (file.stat().st_size, 0)
            if format_.several:
                found = self._apart.held(file, shown, stamp, how)
            else:
                found = self._apart.read(file, shown, stamp, "", how)
        if isinstance(found, Held):
            if not found.keys:
                raise PostilError(found.problem or Problem(shown, "no article in it", "look at what it is"))
            return "", len(found.keys)
        if isinstance(found, Problem):
            raise PostilError(found)
        return found.words_of(RegionKind.TITLE) or " ".join(found.text[:200].split()[:8]), 1

    def _rule(self, name: str, address: str | None, format_: Format | None) -> None:
        """Say in postil.toml what is to be known of a file and stands nowhere in it."""
        entries = {} if address is None else {"address": address}
        if format_ is not None and (format_.name in ("jsonl", "csv") or format_.files):
            entries |= self._fields
        if not entries:
            return
        file = self._root / FILE_NAME
        self._ruled.add(name)
        with folder_lock(self._root):
            before = file.read_bytes() if file.exists() else b""
            gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
            replace_file(file, before + gap + written_rule(name, entries).encode())


def with_address(html: str, address: str) -> bytes:
    """A page in UTF-8, said so by a byte order mark, with the comment that browsers write of where it was saved."""
    plain = re.sub(r"""--+|[\x00-\x20<>"']""", lambda found: "".join(f"%{ord(each):02X}" for each in found[0]), address)
    comment = f"<!-- saved from url=({len(plain):04}){plain} -->\n"
    begin = re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>\s*)?", html, re.IGNORECASE)
    at = begin.end() if begin else 0
    return ("\ufeff" + html[:at] + comment + html[at:]).encode("utf-8", "replace")
