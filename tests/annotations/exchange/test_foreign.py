"""Parsers that no one here wrote find in postil's exports what was annotated, where it was annotated."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import cassis
import pytest
import spacy
import web_anno_tsv
import xmlschema
from pybrat.parser import BratParser
from pyld import jsonld
from pyrefiqda import RefiProject
from spacy.tokens import Doc, DocBin

from annotations.desk.desk import Desk
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.document import Document, Options
from annotations.exchange.formats import FORMATS
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note
from tests.annotations.exchange.work import NAME, article_of, written

STANDARDS = Path(__file__).parent / "standards"
ENTITIES = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
Said = set[tuple[str, str]]


def entities(desk: Desk) -> Said:
    """The words of each entity, with its label."""
    return {(note.quote, note.label or "") for note in right(desk)}


def right(desk: Desk) -> list[Note]:
    notes = desk.lay_out(article_of(desk)).notes
    return [note for note in notes if note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED]


def test_spacy_opens_a_docbin_and_finds_every_span_on_its_tokens(desk: Desk, tmp_path: Path) -> None:
    written(desk, "spacy", tmp_path / "out.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab)
    assert doc.text == article_of(desk).text
    assert {(span.text, span.label_) for span in doc.spans["sc"]} == entities(desk)
    assert {(span.text, span.label_) for span in doc.ents} == entities(desk)
    assert [span.text for span in doc.spans["incorrect_spans"]] == ["Electric Power"]
    for note in right(desk):
        span = doc.char_span(note.start or 0, note.end or 0)
        assert span is not None
        assert span.text == note.quote


def test_spacy_rebuilds_the_spans_of_a_prodigy_task_from_its_tokens(desk: Desk, tmp_path: Path) -> None:
    written(desk, "prodigy", tmp_path / "out.jsonl")
    for task in map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines()):
        tokens = task["tokens"]
        words, spaces = [token["text"] for token in tokens], [token["ws"] for token in tokens]
        doc = Doc(spacy.blank("en").vocab, words=words, spaces=spaces)
        assert doc.text == task["text"]
        for span in task["spans"]:
            found = doc.char_span(span["start"], span["end"])
            assert found is not None
            assert (found.start, found.end - 1) == (span["token_start"], span["token_end"])


def test_spacy_convert_takes_conll_and_what_it_makes_of_it_is_read(desk: Desk, tmp_path: Path) -> None:
    written(desk, "conll", tmp_path / "out.conll")
    command = [sys.executable, "-m", "spacy", "convert", str(tmp_path / "out.conll"), str(tmp_path), "-c", "conll"]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    (document,) = FORMATS["spacy"].read(tmp_path / "out.spacy")
    # The tokens of the one are the words of the other, with a blank between any two.
    apart = {(words.replace(" ", ""), label) for words, label in entities(desk)}
    assert {(note.quote.replace(" ", ""), note.label) for note in document.notes} == apart


def test_dkpro_cassis_finds_named_entities_notes_and_relations(desk: Desk, tmp_path: Path) -> None:
    written(desk, "xmi", tmp_path)
    with (tmp_path / "TypeSystem.xml").open("rb") as types, (tmp_path / f"{NAME}.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))
    assert cas.sofa_string == article_of(desk).text
    assert {(each.get_covered_text(), each.value) for each in cas.select(ENTITIES)} == entities(desk)
    assert {each.get_covered_text() for each in cas.select("postil.Remark")} == {"Cafe\u0301 Tokyo", "Ana met"}
    assert [each.get_covered_text() for each in cas.select("postil.Rejected")] == ["Electric Power"]
    (relation,) = cas.select("postil.Relation")
    ends = [each.get_covered_text() for each in (relation.source, relation.target)]
    assert (relation.label, *ends) == ("works for", "👩🏽‍🚀 Ana", "東京電力")


def test_what_dkpro_cassis_writes_comes_in_as_it_was(desk: Desk, tmp_path: Path) -> None:
    written(desk, "xmi", tmp_path / "ours")
    types = tmp_path / "ours/TypeSystem.xml"
    with types.open("rb") as known, (tmp_path / f"ours/{NAME}.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(known))
    (tmp_path / "theirs.xmi").write_text(cas.to_xmi(pretty_print=True), "utf-8")
    (ours,) = FORMATS["xmi"].read(tmp_path / "ours")
    (theirs,) = FORMATS["xmi"].read(tmp_path / "theirs.xmi")
    assert (theirs.text, theirs.notes) == (ours.text, ours.notes)


def test_web_anno_tsv_finds_the_entities_at_their_utf_16_offsets(desk: Desk, tmp_path: Path) -> None:
    written(desk, "webanno", tmp_path)
    found = []
    with web_anno_tsv.open_web_anno_tsv(str(tmp_path / f"{NAME}.tsv")) as sentences:
        for sentence in sentences:
            # It has looked whether each token stands where it should.
            found += [(each.text, each.label) for each in sentence.annotations]
            assert all(sentence.text[each.start : each.stop] == each.text for each in sentence.annotations)
    assert sorted(found) == sorted((note.quote, note.label or "") for note in right(desk))


def test_webanno_has_its_lines_in_the_order_in_which_inception_reads_them(desk: Desk, tmp_path: Path) -> None:
    # Its reader (Tsv3XDeserializer) takes two blank lines after the layers, one between two sentences, and none at the
    # end; and a backslash before a control character stands for that character, unless it has a letter of its own.
    written(desk, "webanno", tmp_path)
    lines = (tmp_path / f"{NAME}.tsv").read_text("utf-8")
    sentence = r"(?:#Text=.*\n)+(?:\d+-\d+\t\d+-\d+\t\S+(?:\t[^\t\n]+)+\n)+"
    assert re.fullmatch(rf"#FORMAT=WebAnno TSV 3\.3\n(?:#T_(?:SP|RL)=.*\n)+\n\n(?:{sentence}\n)*{sentence}", lines)
    hostile = Document("a.txt", "a\x07b\x1b\t\\\vc.", ())
    (piece,) = FORMATS["webanno"].write([hostile], Losses(), Options(BUILT_IN))
    assert b"#Text=a\\\x07b\\\x1b\\t\\\\\vc.\n" in piece[1]


def test_pybrat_finds_the_entities_and_the_relation(desk: Desk, tmp_path: Path) -> None:
    written(desk, "brat", tmp_path)
    (example,) = BratParser(error="raise").parse(str(tmp_path / NAME).rpartition("/")[0])
    assert example.text == article_of(desk).text
    texts = {(example.text[each.start : each.end], each.type) for each in example.entities}
    assert entities(desk) <= texts
    (relation,) = example.relations
    assert [relation.arg1.mention, relation.arg2.mention] == ["👩🏽‍🚀 Ana", "東京電力"]


def test_web_annotations_are_linked_data_with_the_words_of_their_standard(desk: Desk, tmp_path: Path) -> None:
    written(desk, "w3c", tmp_path / "out.jsonld")
    context = json.loads((STANDARDS / "anno-terms.jsonld").read_text())

    def here(address: str, _: object) -> dict[str, Any]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": context}

    rows = json.loads((tmp_path / "out.jsonld").read_text())
    base = "http://example.org/library/"
    dropped: list[str | None] = []
    found = jsonld.expand(rows, {"documentLoader": here, "base": base}, on_property_dropped=dropped.append)
    assert (len(found), dropped) == (len(desk.lay_out(article_of(desk)).notes), [])
    text = article_of(desk).text
    oa = "http://www.w3.org/ns/oa#"
    for target in (target for each in found for target in each[f"{oa}hasTarget"] if f"{oa}hasSelector" in target):
        assert target[f"{oa}hasSource"] == [{"@id": base + NAME}]
        quoted, position = target[f"{oa}hasSelector"]
        start, end = (int(position[f"{oa}{name}"][0]["@value"]) for name in ("start", "end"))
        assert quoted[f"{oa}exact"][0]["@value"] == text[start:end]


def test_pyrefiqda_finds_codes_notes_and_the_link(desk: Desk, tmp_path: Path) -> None:
    # Its classes were made by a program from all of the standard's schema.
    written(desk, "refi-qda", tmp_path / "out.qdpx")
    project = RefiProject.load(tmp_path / "out.qdpx", str(tmp_path / "unpacked"))
    (source,) = project.sources.text_source
    text = (tmp_path / "unpacked" / source.plain_text_path.replace("internal://", "sources/")).read_text("utf-8")
    words = {each.guid: text[each.start_position : each.end_position] for each in source.plain_text_selection}
    names = {code.guid: code.name for code in project.code_book.codes.code if code.is_codable}
    said = {
        (words[each.guid], names[coding.code_ref.target_guid])
        for each in source.plain_text_selection
        for coding in each.coding
        if coding.code_ref.target_guid in names
    }
    assert said == entities(desk)
    (link,) = project.links.link
    assert (link.name, words[link.origin_guid], words[link.target_guid]) == ("works for", "👩🏽‍🚀 Ana", "東京電力")
    assert "On the whole." in {note.plain_text_content for note in project.notes.note}


def test_a_refi_qda_project_is_valid_by_the_standards_schema(desk: Desk, tmp_path: Path) -> None:
    written(desk, "refi-qda", tmp_path / "out.qdpx")
    schema = xmlschema.XMLSchema(STANDARDS / "refi-qda-texts.xsd")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        assert archive.testzip() is None
        found: Any = schema.to_dict(io.BytesIO(archive.read("project.qde")))
        (source,) = found["Sources"]["TextSource"]
        text = archive.read(source["@plainTextPath"].replace("internal://", "sources/")).decode()
    assert text == article_of(desk).text
    names = {code["@guid"]: code["@name"] for code in found["CodeBook"]["Codes"]["Code"]}
    said = {
        (text[each["@startPosition"] : each["@endPosition"]], names[coding["CodeRef"]["@targetGUID"]])
        for each in source["PlainTextSelection"]
        for coding in each.get("Coding", ())
        if coding["CodeRef"]["@targetGUID"] in names
    }
    assert said == entities(desk)
    # A wrong project is not valid, so that the schema says something.
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate('<Project xmlns="urn:QDA-XML:project:1.0"/>')
