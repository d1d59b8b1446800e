"""E-mail (RFC 5322): the letter's text, its subject as the title, its sender as the author."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from annotations.articles.article import Metadata
from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.markup import markup
from annotations.articles.formats.source import Source

LONGEST_HEADER = 4_000


def read(source: Source) -> Extract:
    """The article of a letter."""
    return letter(source.data())


def letter(data: bytes) -> Extract:
    """The article of the bytes of a letter. Raises Unreadable where it has no text."""
    message = message_of(data)
    if not message.keys():
        raise Unreadable("no letter: it has no header", "fetch it again")
    name, address = parseaddr(header(message, "From"))
    meta = Metadata(_group(message) or None, name or address or None)
    language = header(message, "Content-Language").split(",")[0]
    place = header(message, "Archived-At").strip("<>")
    return Extract(
        words(message),
        header(message, "Subject") or None,
        meta._replace(language=language or None, url=place or None),
        header(message, "Date") or None,
    )


def _group(message: EmailMessage) -> str:
    """The list that a letter went to: its address, else its name (RFC 2919), else the newsgroups."""
    if post := header(message, "List-Post"):
        return post.strip("<>").removeprefix("mailto:")
    phrase, _, identity = header(message, "List-Id").partition("<")
    return phrase.strip(' "') or identity.rstrip(">") or header(message, "Newsgroups")


def message_of(data: bytes) -> EmailMessage:
    """The parsed letter; the standard library takes any bytes for one."""
    return BytesParser(EmailMessage, policy=email.policy.default).parsebytes(data)


def header(message: EmailMessage, name: str) -> str:
    """A header decoded, without line ends; empty where there is none, or none that can be understood."""
    try:
        return " ".join(str(message.get(name, ""))[:LONGEST_HEADER].split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, OverflowError):
        return ""


def words(message: EmailMessage) -> str:
    """The text of a letter: the plain part, else that of its HTML. Raises Unreadable where it has neither."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if part is not None and (text := content(part).strip()):
            return markup(text).text if kind == "html" else text
    raise Unreadable("a letter without text", "open its attachments by themselves")


def content(part: MIMEPart) -> str:
    """The decoded text of a part, whatever it says of its encoding."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for encoding in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1")
