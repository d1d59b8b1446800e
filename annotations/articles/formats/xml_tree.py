"""XML from strangers: parsed into a tree without an entity, a DTD or anything else from outside being followed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.markup import markup

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(data: bytes) -> Element:
    """The root. Raises Unreadable where it is not well-formed, or declares entities."""
    try:
        root: Element = fromstring(data)
    except ParseError as error:
        raise Unreadable(
            f"not well-formed XML: {str(error).partition(':')[0]}", "mend it", error.position[0]
        ) from error
    except DefusedXmlException as error:
        raise Unreadable("XML that declares entities", "it may be hostile; take the declarations out") from error
    except (ValueError, LookupError) as error:
        raise Unreadable("XML in an encoding that is not known", "save it as UTF-8") from error
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at a path of local names, in the order of the document."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names."""
    return next(children(element, *path), None)


def text(element: Element | None, *path: str) -> str | None:
    """The words of the first element at a path that has any, with single blanks."""
    for each in children(element, *path):
        if words := " ".join("".join(each.itertext()).split()):
            return words
    return None


def running(element: Element | None, names: dict[str, str] | None = None) -> str:
    """The running text in an element whose markup is HTML, or becomes so by other `names` for its elements."""
    if element is None:
        return ""
    for each in element.iter():
        name = local(each)
        each.tag = (names or {}).get(name, name) or "span"
    return markup(tostring(element, encoding="unicode", method="html")).text
