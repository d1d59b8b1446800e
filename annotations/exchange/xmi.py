"""UIMA CAS as XMI (https://uima.apache.org): a file for each article, and `TypeSystem.xml` for all.

Offsets count UTF-16 units, as Java does. An entity is a `postil.Entity`, which is also a `NamedEntity` of DKPro, whose
`value` is its label; a rejected suggestion, which is none, is a `postil.Rejected`, a note a `postil.Remark`, one on the
whole article a `postil.ArticleRemark`, and an arrow a `postil.Relation`. For a character that XML 1.0 cannot hold
U+FFFD is written, and counted. Those of the text come back, since the `postil.Article` of a file says in `replaced`
which they were (`offset:hexadecimal`, in code points).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.utf16 import Units
from annotations.exchange.xmi_reading import read
from annotations.exchange.xml import UNFIT, element, escaped, fitting
from annotations.notes.note import Decision, Kind, Note

__all__ = ["HOLDS", "read", "write"]

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    whole=True,
    rejected=True,
    relations=True,
    overlaps=True,
    authorship=True,
    decisions=True,
)
_NAMESPACES = {
    "xmlns:xmi": "http://www.omg.org/XMI",
    "xmlns:cas": "http:///uima/cas.ecore",
    "xmlns:tcas": "http:///uima/tcas.ecore",
    "xmlns:postil": "http:///postil.ecore",
    "xmi:version": "2.0",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SOFA, _DOCUMENT, _ARTICLE = 1, 2, 3
_NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_STRING = "uima.cas.String"
_SAID = dict.fromkeys(("key", "author", "created", "modified", "body"), _STRING) | {"tags": "uima.cas.StringArray"}
_TYPES: dict[str, tuple[str, dict[str, str]]] = {
    _NAMED: ("uima.tcas.Annotation", dict.fromkeys(("value", "identifier"), _STRING)),
    "postil.Entity": (_NAMED, {"decision": _STRING} | _SAID),
    "postil.Rejected": ("uima.tcas.Annotation", dict.fromkeys(("value", "decision"), _STRING) | _SAID),
    "postil.Remark": ("uima.tcas.Annotation", _SAID),
    "postil.ArticleRemark": ("uima.cas.TOP", _SAID),
    "postil.Relation": (
        "uima.cas.TOP",
        {"label": _STRING, "source": "uima.tcas.Annotation", "target": "uima.tcas.Annotation"} | _SAID,
    ),
    "postil.Article": (
        "uima.cas.TOP",
        dict.fromkeys(("name", "title", "source", "published", "author", "replaced"), _STRING),
    ),
}


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """A file for each article that has a text, and the type system at the end."""
    for document in documents:
        kept = [_fitting(note, losses) for note in HOLDS.kept(document, losses)]
        if document.text is not None:
            yield f"{document.article}.xmi", _cas(document, document.text, kept, losses).encode()
    yield "TypeSystem.xml", _type_system().encode()


def _cas(document: Document, text: str, notes: list[Note], losses: Losses) -> str:
    units = Units(text)
    ids = {note.id: number for number, note in enumerate(notes, _ARTICLE + 1)}
    told = {name: fitting(getattr(document, name) or "", losses) for name in ("title", "source", "published", "author")}
    replaced = " ".join(f"{found.start()}:{ord(found[0]):x}" for found in UNFIT.finditer(text))
    article = {"xmi:id": _ARTICLE, "name": fitting(document.article, losses), **told, "replaced": replaced}
    whole = {"xmi:id": _DOCUMENT, "sofa": _SOFA, "begin": 0, "end": units.length, "language": "x-unspecified"}
    sofa = {"xmi:id": _SOFA, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain"}
    members = " ".join(map(str, [_DOCUMENT, _ARTICLE, *ids.values()]))
    parts = [
        element("cas:NULL", {"xmi:id": 0}),
        element("tcas:DocumentAnnotation", whole),
        element("postil:Article", article),
        *(_structure(note, ids, units) for note in notes),
        # Unlike others, an empty text has to be there.
        element("cas:Sofa", sofa).removesuffix("/>") + f' sofaString="{escaped(fitting(text, losses))}"/>',
        element("cas:View", {"sofa": _SOFA, "members": members}),
    ]
    return _HEAD + element("xmi:XMI", _NAMESPACES, (f"\n{part}" for part in parts)) + "\n"


def _structure(note: Note, ids: dict[str, int], units: Units) -> str:
    told: dict[str, object] = {"xmi:id": ids[note.id]}
    if note.kind is Kind.RELATION:
        name = "postil:Relation"
        told |= {"label": note.label, "source": ids[note.source or ""], "target": ids[note.target or ""]}
    elif note.span is None:
        name = "postil:ArticleRemark"
    else:
        name = "postil:Remark" if note.kind is Kind.NOTE else "postil:Entity"
        name = "postil:Rejected" if note.decision is Decision.REJECTED else name
        span = units.of(note.span)
        told |= {"sofa": _SOFA, "begin": span.start, "end": span.end, "value": note.label, "decision": note.decision}
    told |= {"key": note.id, "author": note.author, "created": note.created, "modified": note.modified}
    return element(name, told | {"body": note.body}, (f"<tags>{escaped(tag)}</tags>" for tag in note.tags))


def _fitting(note: Note, losses: Losses) -> Note:
    label = None if note.label is None else fitting(note.label, losses)
    tags = tuple(fitting(tag, losses) for tag in note.tags)
    author = fitting(note.author, losses)
    return replace(note, label=label, body=fitting(note.body, losses), tags=tags, author=author)


def _type_system() -> str:
    types = (
        element(
            "typeDescription",
            {},
            [
                f"<name>{name}</name><description/><supertypeName>{above}</supertypeName>",
                element("features", {}, (_feature(*each) for each in features.items())),
            ],
        )
        for name, (above, features) in _TYPES.items()
    )
    described = element("types", {}, (f"\n{each}" for each in types))
    described = f"<name>postil</name><description/><version>1.0</version><vendor/>{described}"
    return _HEAD + element("typeSystemDescription", {"xmlns": "http://uima.apache.org/resourceSpecifier"}, [described])


def _feature(name: str, kind: str) -> str:
    told = f"<name>{name}</name><description/><rangeTypeName>{kind}</rangeTypeName>"
    return element("featureDescription", {}, [told])
