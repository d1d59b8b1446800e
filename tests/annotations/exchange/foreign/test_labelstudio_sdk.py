"""Label Studio's own library takes our export. It is large: `make test-foreign` has it, and `make test` passes by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.desk.desk import Desk
from annotations.notes.note import Decision
from tests.annotations.exchange.work import article_of, written

pytest.importorskip("label_studio_sdk", reason="needs postil[foreign]: make test-foreign")

LABELS, TAGS = ("PERSON", "ORG", "GPE", "note"), ("energy", "Japan", "to do")
CONFIGURATION = f"""<View>
<Labels name="label" toName="text">{"".join(f'<Label value="{label}"/>' for label in LABELS)}</Labels>
<TextArea name="note" toName="text" perRegion="true"/>
<Choices name="tag" toName="text" perRegion="true">{"".join(f'<Choice value="{tag}"/>' for tag in TAGS)}</Choices>
<Text name="text" value="$text"/></View>"""


def test_label_studio_converts_our_export_and_finds_the_words(desk: Desk, tmp_path: Path) -> None:
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    written(desk, "labelstudio", tmp_path / "out.json")
    (task,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    (annotation,) = task["annotations"]
    assert LabelInterface(CONFIGURATION).validate_annotation(annotation)
    Converter(config=CONFIGURATION, project_dir=None).convert_to_json_min(
        str(tmp_path / "out.json"), str(tmp_path / "min"), is_dir=False
    )
    (row,) = json.loads((tmp_path / "min/result.json").read_text("utf-8"))
    found = {(row["text"][each["start"] : each["end"]], *each["labels"]) for each in row["label"]}
    notes = desk.lay_out(article_of(desk)).notes
    ours = [note for note in notes if note.span and note.decision is not Decision.REJECTED]
    assert row["text"] == article_of(desk).text
    assert found == {(note.quote, note.label or "note") for note in ours}
