"""ZIP archives, read where they are: nothing of them is ever written to the disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.source import Source
from annotations.articles.formats.unpacking import is_hidden, unpacked

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, UnicodeDecodeError)
_ENCRYPTED, _NAME_IN_UTF8 = 0x1, 0x800


class ZipArchive:
    """The files of a ZIP archive by their paths, without links. Raises Unreadable where it is damaged."""

    def __init__(self, source: Source) -> None:
        self._fields = source.fields
        try:
            self._zip = zipfile.ZipFile(source.stream)
        except _DAMAGED as error:
            raise Unreadable("damaged archive", "fetch it again") from error
        self._members = {
            name: member
            for member in self._zip.infolist()
            if not _is_link(member) and not is_hidden(name := _name(member))
        }

    def keys(self) -> Iterator[str]:
        """The paths, in the order of the archive."""
        return iter(self._members)

    def __contains__(self, key: str) -> bool:
        return key in self._members

    def get(self, key: str) -> Source:
        """A file of the archive, unpacked into memory."""
        member = self._members[key]
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted", "unpack it with its password")
        try:
            with self._zip.open(member) as stream:
                return unpacked(stream, key, member.compress_size, self._fields)
        except _DAMAGED as error:
            raise Unreadable("damaged in its archive", "fetch the archive again") from error


def unfold(source: Source) -> ZipArchive:
    """The files of an archive."""
    return ZipArchive(source)


def _is_link(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link, whose content is a path: programs for Unix keep them as such."""
    return stat.S_ISLNK(member.external_attr >> 16)


def _name(member: zipfile.ZipInfo) -> str:
    """The path: Info-ZIP writes it in UTF-8 without saying so, where the format says code page 437."""
    if member.flag_bits & _NAME_IN_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename
