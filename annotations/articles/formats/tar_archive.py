"""TAR archives, read where they are; links, devices and all else that is no file are passed over."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.source import MOST_MEMBERS, Source
from annotations.articles.formats.unpacking import is_hidden, unpacked


class TarArchive:
    """The files of a TAR archive by their paths. Raises Unreadable where it is damaged."""

    def __init__(self, source: Source) -> None:
        self._fields = source.fields
        source.stream.seek(0)
        self._members: dict[str, tarfile.TarInfo] = {}
        try:
            self._tar = tarfile.open(fileobj=source.stream, mode="r:")  # noqa: SIM115 - open as long as the source is
            for member in self._tar:
                name = _name(member)
                if member.isreg() and not is_hidden(name):
                    self._members[name] = member
                if len(self._members) > MOST_MEMBERS:
                    break
        except (tarfile.TarError, EOFError, ValueError, OSError) as error:
            if not self._members:
                raise Unreadable("damaged archive", "fetch it again") from error

    def keys(self) -> Iterator[str]:
        """The paths, in the order of the archive."""
        return iter(self._members)

    def __contains__(self, key: str) -> bool:
        return key in self._members

    def get(self, key: str) -> Source:
        """A file of the archive, in memory."""
        member = self._members[key]
        try:
            stream = self._tar.extractfile(member)
            if stream is not None:
                return unpacked(stream, key, member.size, self._fields)
        except (tarfile.TarError, EOFError, ValueError, OSError) as error:
            raise Unreadable("damaged in its archive", "fetch the archive again") from error
        raise KeyError(key)


def unfold(source: Source) -> TarArchive:
    """The files of an archive."""
    return TarArchive(source)


def _name(member: tarfile.TarInfo) -> str:
    """The path: in UTF-8, else in the encoding of an older system, of which an archive does not say which it was."""
    path = member.name.removeprefix("./").encode("utf-8", "surrogateescape")
    try:
        return path.decode()
    except UnicodeDecodeError:
        return path.decode("cp1252", "replace")
