"""Files that are malformed, cut off or made to do harm: they are refused by name, and nothing of ours changes."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from srsly.msgpack import packb, unpackb

from annotations.desk.desk import Desk
from annotations.exchange import docbin, xml
from annotations.exchange.formats import FORMATS, Shape
from annotations.problem import PostilError
from tests.annotations.exchange.work import annotated_desk, desk_at, taken_in, written

READING = sorted(name for name, format in FORMATS.items() if format.reads)
Bytes = Callable[[bytes], bytes]
Files = dict[str, bytes]


@cache
def valid(name: str) -> Files:
    """The files of an export of the fixture."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        written(annotated_desk(desk_at(root / "ours")), name, root / "out")
        if FORMATS[name].shape is not Shape.FOLDER:
            return {"out": (root / "out").read_bytes()}
        files = sorted(path for path in (root / "out").rglob("*") if path.is_file())
        return {str(path.relative_to(root / "out")): path.read_bytes() for path in files}


def laid(files: Files, root: Path) -> Path:
    """Files as an export lays them; what is to be imported."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root / "out" if "out" in files else root


def annotated_file(files: Files) -> str:
    """The name of the file that has the annotations."""
    return next(name for name in files if name.endswith((".ann", ".tsv", ".xmi", "out")))


def inside(name: str, data: bytes, change: Bytes) -> bytes:
    """A file with a change of what is compressed in it."""
    if name == "spacy":
        return zlib.compress(change(zlib.decompress(data)))
    if name == "refi-qda":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        return zipped({**members, "project.qde": change(members["project.qde"])})
    return change(data)


def zipped(members: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return stream.getvalue()


def packed(**changes: object) -> Files:
    """A DocBin with some parts of its message changed."""
    message = unpackb(zlib.decompress(valid("spacy")["out"]), raw=False)
    return {"out": zlib.compress(packb(message | changes, use_bin_type=True))}


def changed(name: str, before: bytes, after: bytes) -> Files:
    """A valid export of a format with a change."""
    files = valid(name)
    of = annotated_file(files)

    def change(data: bytes) -> bytes:
        assert before in data
        return data.replace(before, after, 1)

    return files | {of: inside(name, files[of], change)}


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OUTER = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PICKLED = {"nd": True, "kind": b"O", "type": "O", "shape": (1,), "data": b"cos\nsystem\n(S'true'\ntR."}
CHANGED: dict[str, tuple[bytes, bytes, str, int | None]] = {
    "xmi: entities": (b"<xmi:XMI", BOMB + b"<xmi:XMI", "document type", 2),
    "xmi: another file": (b"<xmi:XMI", OUTER + b"<xmi:XMI", "document type", 2),
    "xmi: cut off": (b"</xmi:XMI>", b"", "is not XML: no element found", 17),
    "xmi: outside": (b'begin="74"', b'begin="7400"', "<Entity> is not in the text", 10),
    "xmi: half a character": (b'begin="58"', b'begin="59"', "<Entity> is not in the text", 8),
    "xmi: no number": (b'begin="74"', b'begin="x"', "offsets that are no numbers", 10),
    "xmi: relation of nothing": (b'source="6"', b'source="99"', "something that is not", 14),
    "xmi: no text": (b"sofaString", b"sofaNothing", "has no Sofa with a text", 1),
    "xmi: deep": (b"<cas:NULL", b"<a>" * 999 + b"<cas:NULL", "nested too deep", 3),
    "refi-qda: entities": (b"<Project", BOMB + b"<Project", "document type", 2),
    "refi-qda: outside": (b'startPosition="', b'startPosition="9', "is not in a", 5),
    "refi-qda: path": (b"internal://", b"internal://../../etc/", "not in the proj", 5),
    "refi-qda: other file": (b"internal:", b"file:", "not in the project", 5),
    "webanno: other": (b"TSV 3.3", b"TSV 1", "is not #FORMAT=WebAnno TSV 3.3", 1),
    "webanno: no token": (b"58-60\t", b"", "is no token with offsets", 26),
    "webanno: half a character": (b"58-60\t", b"58-59\t", "which is not in the text", 26),
    "webanno: far": (b"0-5\t", b"900000000-900000005\t", "begins at 900000000", 8),
    "webanno: relation of nothing": (b"3-1[1_2]", b"9-9", "begins nowhere", 32),
    "hypothesis: decision": (b"decision:a", b"decision:o", "the field 'tags'", 4),
}
"""What stands in a valid file, what stands there instead, what is said of it, and the line."""
MADE: dict[str, tuple[Callable[[], Files], str, int | None]] = {
    "refi-qda: no project": (lambda: {"out": zipped({"a.txt": b""})}, "has no project.qde", None),
    "refi-qda: no zip": (lambda: {"out": b"PK\x03\x04"}, "no zip file", None),
    "hypothesis: row": (lambda: {"out": b'[\n{"target": [{"selector": 1}]}]'}, "the field 'selector'", 2),
    "spacy: not compressed": (lambda: {"out": b"\x78\x9cnothing"}, "Doc 1: not compressed", None),
    "spacy: cut off": (lambda: {"out": valid("spacy")["out"][:-50]}, "Doc 1: breaks off", None),
    "spacy: pickled": (lambda: packed(user_data=[packb(PICKLED, use_bin_type=True)], strings=PICKLED), "Doc 1", None),
    "spacy: no tokens": (lambda: packed(lengths=b"\xff\xff\xff\x7f"), "more tokens than it brings", None),
    "spacy: words gone": (lambda: packed(strings=[]), "Doc 1: a part is not what spaCy writes", None),
    "spacy: no attributes": (lambda: packed(attrs=[]), "Doc 1: a part is not what spaCy writes", None),
}


@pytest.mark.parametrize("case", [*CHANGED, *MADE])
def test_a_hostile_file_is_named_with_the_place_at_fault_and_nothing_changes(
    case: str, desk: Desk, tmp_path: Path
) -> None:
    name = case.partition(":")[0]
    if case in MADE:
        made, said, line = MADE[case]
        files = made()
    else:
        before_it, instead, said, line = CHANGED[case]
        files = changed(name, before_it, instead)
    file = laid(files, tmp_path / "hostile")
    before = desk.store.number
    with pytest.raises(PostilError) as caught:
        taken_in(desk, name, file)
    problem = caught.value.problem
    assert said in problem.what
    assert problem.line == line
    assert problem.file.startswith(str(tmp_path / "hostile"))
    assert desk.store.number == before


def test_a_docbin_whose_data_is_a_pickle_has_it_read_as_plain_data(tmp_path: Path) -> None:
    file = laid(packed(user_data=[packb(PICKLED, use_bin_type=True)]), tmp_path)
    (document,) = FORMATS["spacy"].read(file)
    assert len(document.notes) == 9 - 2  # The note on the article and the relation are only in that data.


@pytest.mark.parametrize("name", READING)
def test_a_file_that_breaks_off_or_is_empty_or_missing_is_refused_or_brings_what_is_whole(
    name: str, desk: Desk, tmp_path: Path
) -> None:
    files = valid(name)
    of = annotated_file(files)
    for number, data in enumerate((b"", files[of][: len(files[of]) // 2], bytes(range(256)))):
        only_problems(name, laid(files | {of: data}, tmp_path / str(number)), desk)
    with pytest.raises(PostilError):
        taken_in(desk, name, tmp_path / "nowhere")


def only_problems(name: str, file: Path, desk: Desk) -> None:
    """Take a file in; where it is refused, nothing changes."""
    before = desk.store.number
    try:
        taken_in(desk, name, file)
    except PostilError:
        assert desk.store.number == before


broken = [
    b"",
    b"-1",
    b"9" * 30,
    b"1e999",
    b"null",
    b"{}",
    b"[]",
    b'"',
    b"\\",
    b"\\ud800",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
]
marks = [
    b"\t",
    b"\n",
    b"\r",
    b"]",
    b"}",
    b"|",
    b"[1]",
    b"<",
    b">",
    b"&#0;",
    b"&a;",
    b"T1",
    b"\xe2\x80\x8d",
    b"\x80\xf5",
]
strange = st.sampled_from(broken + marks)
mutations = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), strange), min_size=1, max_size=3)


@pytest.mark.parametrize("name", READING)
@settings(max_examples=40)
@given(changes=mutations, outside=st.booleans())
def test_whatever_is_changed_in_a_file_nothing_but_a_problem_comes_of_it(
    name: str, changes: list[tuple[float, int, bytes]], outside: bool
) -> None:
    def change(data: bytes) -> bytes:
        for place, length, instead in changes:
            at = int(place * len(data))
            data = data[:at] + instead + data[at + length :]
        return data

    files = valid(name)
    of = annotated_file(files)
    data = change(files[of]) if outside else inside(name, files[of], change)
    with TemporaryDirectory() as folder:
        only_problems(name, laid(files | {of: data}, Path(folder) / "file"), desk_at(Path(folder) / "theirs"))


def test_what_is_small_and_becomes_large_is_refused_before_it_does(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, tmp_path: Path
) -> None:
    monkeypatch.setattr(docbin, "LONGEST", 1000)
    with pytest.raises(PostilError, match="when it is no longer compressed"):
        taken_in(desk, "spacy", laid({"out": zlib.compress(bytes(2000))}, tmp_path / "a"))
    monkeypatch.setattr(xml, "LONGEST_LINE", 100_000)
    with pytest.raises(PostilError, match="has an element of more than"):
        taken_in(
            desk,
            "refi-qda",
            laid(changed("refi-qda", b"<Note ", b" " * 99 + b"<Note" + b" " * 200_000), tmp_path / "b"),
        )
    monkeypatch.setattr(xml, "MOST", 100)
    with pytest.raises(PostilError, match="has more than 100 elements in one"):
        taken_in(desk, "refi-qda", laid(changed("refi-qda", b"</Note>", b"<a/>" * 101 + b"</Note>"), tmp_path / "c"))


def test_json_of_other_programs_may_have_halves_of_characters(desk: Desk, tmp_path: Path) -> None:
    row = {"text": "a \ud83d b", "entities": [{"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 1}]}
    only_problems("doccano", laid({"out": json.dumps(row).encode()}, tmp_path), desk)
