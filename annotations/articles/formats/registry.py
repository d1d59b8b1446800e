"""Which files hold articles, told by the ends of their names, and which module reads each."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format by the name that `postil.toml` has for it.

    `module` stands beside this one and has `read(source)` where a file is one article, or `unfold(source)` where it may
    be `several`; it is empty for texts, which are read where they are asked for. What an archive holds are `files`.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str = ""
    several: bool = False
    files: bool = False


FORMATS = (
    Format("text", (".txt", ".text")),
    Format("markdown", (".md", ".markdown")),
    Format("html", (".html", ".htm", ".xhtml"), "web_page"),
    Format("mhtml", (".mhtml", ".mht"), "web_archive"),
    Format("pdf", (".pdf",), "pdf"),
    Format("eml", (".eml",), "mail"),
    Format("epub", (".epub",), "book", several=True),
    Format("jsonl", (".jsonl", ".ndjson"), "json_lines", several=True),
    Format("csv", (".csv", ".tsv"), "table", several=True),
    Format("xml", (".xml", ".rss", ".atom", ".nitf", ".newsml"), "news_xml", several=True),
    Format("mbox", (".mbox",), "mailbox", several=True),
    Format("zip", (".zip",), "zip_archive", several=True, files=True),
    Format("tar", (".tar",), "tar_archive", several=True, files=True),
    Format("gzip", (".gz", ".tgz"), "compressed", several=True, files=True),
)
BY_NAME = {each.name: each for each in FORMATS}
BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}

EXTRAS = {"html": "html", "mhtml": "html", "pdf": "pdf"}
"""The extra of postil that a format needs, where the core alone cannot read it."""


def format_of(name: str) -> Format | None:
    """The format of a file of this name; None where it is not one that postil reads."""
    return BY_SUFFIX.get(name[name.rfind(".") :].lower())
