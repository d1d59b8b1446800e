"""Files as other programs write them, with what postil itself never writes."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from annotations.exchange.document import Document
from annotations.exchange.formats import FORMATS
from annotations.exchange.losses import Losses
from annotations.exchange.utf16 import Units
from annotations.exchange.xml import fitting
from annotations.problem import PostilError
from annotations.text.span import Span

ENTITIES = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
WEBANNO = f"""#FORMAT=WebAnno TSV 3.2
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP={ENTITIES}|identifier|value
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation
#T_SP=webanno.custom.Claim|Kind
#T_RL=webanno.custom.Of|role|BT_{ENTITIES}


#Text=🚀 Ada met
#Text=Acme\\\\Co.
1-1\t0-2\t🚀\tNN\t_\t_\t_\t_\t*\t_\t_\t
1-2\t3-6\tAda\tNN\thttp://a/Q1\tPER\t*->1-1\t*\t_\t_\t_\t
1-3\t7-10\tmet\tVB\t_\t_\t_\t_\t_\t_\t_\t
1-4\t11-18\tAcme\\\\Co\tNN\t*[1]|*[2]\tORG[1]|a\\_b\\|c[2]\t_\t_\t_\tboss|rival\t1-2[0_1]|1-2[0_2]\t
1-4.1\t11-15\tAcme\t_\t*\tORG\t_\t_\t_\t_\t_\t
1-5\t18-19\t.\t.\t*[2]\ta\\_b\\|c[2]\t_\t_\t_\t_\t_\t

#Text=Yes
2-1\t21-24\tYes\t_\t_\t_\t_\t_\tfor[9]\t_\t_\t
"""


def said(document: Document) -> list[tuple[str, str]]:
    return [(note.quote, note.label or "") for note in document.notes if note.start is not None]


def only(name: str, file: Path) -> Document:
    (document,) = FORMATS[name].read(file)
    return document


def test_webanno_has_stacked_annotations_parts_of_tokens_and_layers_that_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt.tsv"
    file.write_text(WEBANNO, "utf-8")
    document = only("webanno", file)
    assert (document.article, document.text) == ("story.txt", "🚀 Ada met\nAcme\\Co.\n Yes")
    assert said(document) == [
        ("🚀", "Claim"),
        ("Ada", "PER"),
        ("Acme\\Co", "ORG"),
        ("Acme\\Co.", "a_b|c"),
        ("Acme", "ORG"),
        ("Yes", "for"),
    ]
    quotes = {note.id: note.quote for note in document.notes}
    arrows = [(quotes[note.source or ""], note.label, quotes[note.target or ""]) for note in document.notes[6:]]
    assert arrows == [("Ada", "boss", "Acme\\Co"), ("Ada", "rival", "Acme\\Co.")]


def test_webanno_passes_over_what_has_no_character_no_read_layer_or_is_a_slot(tmp_path: Path) -> None:
    file = tmp_path / "story.tsv"
    file.write_text(
        """#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Deed|ROLE_webanno.custom.Deed:who_webanno.custom.DeedWhoLink|uima.tcas.Annotation|kind
#T_RL=webanno.custom.Near|BT_webanno.custom.Deed
#T_RL=webanno.custom.Order|step|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token


#Text=Ada ran .
1-1\t0-3\tAda\t_\t_\t_\t_\t_\t_\t
1-2\t4-7\tran\tagent\t1-1\tmotion\t_\tnext\t1-1\t
1-2.1\t7-7\t\t_\t_\tpause\t1-2\t_\t_\t
1-3\t8-9\t.\t_\t_\t_\t_\tnext\t1-2\t
""",
        "utf-8",
    )
    document = only("webanno", file)
    assert (document.text, said(document), len(document.notes)) == ("Ada ran .", [("ran", "motion")], 1)


def test_xmi_of_other_type_systems_has_named_entities_and_the_layers_of_users(tmp_path: Path) -> None:
    file = tmp_path / "story.xmi"
    file.write_text(
        """<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"
            xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
            xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
            xmlns:custom="http:///webanno/custom.ecore">
        <seg:Token xmi:id="3" sofa="12" begin="0" end="2"/>
        <ner:NamedEntity xmi:id="4" sofa="12" begin="3" end="6" value="PER"/>
        <custom:Claim xmi:id="5" sofa="12" begin="0" end="6"/>
        <ner:NamedEntity xmi:id="6" sofa="99" begin="0" end="1" value="LOC"/>
        <cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" sofaString="🚀 Ada"/>
        <cas:View sofa="12" members="3 4 5"/></xmi:XMI>""",
        "utf-8",
    )
    document = only("xmi", file)
    assert (document.article, document.text) == ("story", "🚀 Ada")
    assert said(document) == [("Ada", "PER"), ("🚀 Ada", "Claim")]


def test_hypothesis_answers_have_highlights_page_notes_and_accounts(tmp_path: Path) -> None:
    target = {
        "source": "story.txt",
        "selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": "Ada"}],
    }
    rows = [
        {
            "id": "jDLbXHNhEeqPHSPyGHVPkw",
            "uri": "story.txt",
            "user": "acct:ana@hypothes.is",
            "text": "",
            "target": [target],
        },
        {"id": "x", "uri": "story.txt", "text": "On all.", "tags": ["a", "a"], "target": [{"source": "story.txt"}]},
        {"id": "y", "uri": "other.txt", "text": "Reply", "tags": ["label:", "label:ORG"], "user_info": None},
    ]
    (tmp_path / "answer.json").write_text(json.dumps({"total": 3, "more": [{}], "rows": rows, "end": 1e9}))
    story, other = FORMATS["hypothesis"].read(tmp_path / "answer.json")
    highlight, page = story.notes
    assert (highlight.id, highlight.author) == ("8c32db5c-7361-11ea-8f1d-23f218754f93", "ana")
    assert (highlight.quote, highlight.body, highlight.start) == ("Ada", "", 0)
    assert (page.body, page.tags, page.start) == ("On all.", ("a",), None)
    assert (other.article, other.notes[0].label, other.notes[0].tags) == ("other.txt", "ORG", ("label:",))


def test_refi_qda_projects_have_guids_in_braces_and_selections_of_several_codes(tmp_path: Path) -> None:
    user, code, other, source = (f"{number}0000000-0000-4000-8000-00000000000A" for number in range(1, 5))
    project = f"""<Project xmlns="urn:QDA-XML:project:1.0" name="p">
        <Users><User guid="{{{user}}}" name="Ana"/></Users>
        <CodeBook><Codes><Code guid="{code}" name="Hope" isCodable="true">
            <Code guid="{other}" name="Trust" isCodable="true"/></Code></Codes></CodeBook>
        <Sources><PictureSource guid="{source}" path="internal://a.png"/>
        <TextSource guid="{source}" name="story" plainTextPath="internal://S.txt">
        <PlainTextSelection guid="{source}" startPosition="2" endPosition="5" creatingUser="{user.lower()}">
            <Coding guid="{source}"><CodeRef targetGUID="{{{code}}}"/></Coding>
            <Coding guid="{source}"><CodeRef targetGUID="{other}"/></Coding>
            <NoteRef targetGUID="{user}"/></PlainTextSelection></TextSource></Sources>
        <Notes><Note guid="{user}"><PlainTextContent>Why &amp; how?</PlainTextContent></Note></Notes></Project>"""
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        archive.writestr("project.qde", project)
        archive.writestr("Sources/s.txt", "\ufeff🚀 Ada\r\n".encode())
    document = only("refi-qda", tmp_path / "p.qdpx")
    assert (document.article, document.text) == ("story", "🚀 Ada\r\n")
    assert said(document) == [("Ada", "Hope"), ("Ada", "Trust")]
    assert [(note.author, note.body) for note in document.notes] == [("Ana", "Why & how?"), ("Ana", "")]


@pytest.mark.parametrize(
    ("points", "units"), [((0, 1), (0, 1)), ((1, 2), (1, 3)), ((2, 3), (3, 4)), ((0, 4), (0, 6)), ((3, 4), (4, 6))]
)
def test_units_are_two_for_characters_beyond_the_first_plane(points: tuple[int, int], units: tuple[int, int]) -> None:
    known = Units("a🚀é🧑")
    assert known.of(Span(*points)) == Span(*units)
    assert known.span(Span(*units)) == Span(*points)


@pytest.mark.parametrize("units", [(0, 2), (2, 3), (0, 7), (1, 1), (-1, 1), (3, 1)])
def test_units_that_are_no_span_of_characters_are_none(units: tuple[int, int]) -> None:
    assert Units("a🚀é🧑").span(Span(*units)) is None


def test_what_xml_cannot_hold_is_counted() -> None:
    losses = Losses()
    assert fitting("a\x00b\x1b\tc\n\ufffe\ud800🚀", losses) == "a\ufffdb\ufffd\tc\n\ufffd\ufffd🚀"
    assert str(losses) == "4 characters that XML cannot hold"


def test_a_format_whose_extra_is_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "annotations.exchange.spacy", raising=False)
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(PostilError, match=r"pip install 'postil\[spacy\]'"):
        _ = FORMATS["spacy"].read
