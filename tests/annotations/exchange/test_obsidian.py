"""The vault: names that every system holds, links that lead somewhere, and no markup from an article."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.desk import Desk
from annotations.exchange.document import Document
from annotations.exchange.vault import Vault, link, tag_of
from annotations.notes.note import ArticleState, Status
from tests.annotations.exchange.reports import HOSTILE, hostile_documents, note, reported, tokens_of
from tests.annotations.exchange.work import written


def test_a_page_for_the_article_and_one_for_each_entity(desk: Desk, tmp_path: Path) -> None:
    losses = written(desk, "obsidian", tmp_path / "vault")
    assert losses.counts == {"authorship": 8, "rejected suggestion": 1, "tag written otherwise": 1}
    found = {path.relative_to(tmp_path / "vault").as_posix() for path in (tmp_path / "vault").rglob("*.md")}
    assert found == {
        "news/fixture.md",
        *(f"Entities/{name}.md" for name in ("Tokyo", "Tokyo Electric Power", "東京電力", "👩🏽\u200d🚀 Ana")),
    }
    _, front, page = (tmp_path / "vault/news/fixture.md").read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": "Talks in Cafe\u0301 Tokyo",
        "aliases": ["Talks in Cafe\u0301 Tokyo"],
        "article": "news/fixture.txt",
        "source": "Reuters",
        "published": "2020-03-05T10:00:00",
        "state": "reading",
        "flagged": True,
        "tags": ["energy"],
    }
    company = "[[Entities/Tokyo Electric Power|Tokyo Electric Power]]"
    assert (
        '- > **Tokyo Electric Power** said: "yes" & \\<no>.\n\n'
        f"  {company} · **ORG** · #energy · #Japan · [[#^p4|in the text]]\n\n  The company.\n"
    ) in page
    assert f'{company} said: "yes" & \\<no>. ^p4\n' in page
    assert "- [[Entities/👩🏽\u200d🚀 Ana|👩🏽\u200d🚀 Ana]] → *works for* → [[Entities/東京電力|東京電力]]\n" in page
    entity = (tmp_path / "vault/Entities/Tokyo.md").read_text("utf-8")
    assert entity == "---\nlabels:\n- GPE\n---\n\n# Tokyo\n\n- [[news/fixture|Talks in Cafe\u0301 Tokyo]]\n"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Tokyo", "Tokyo"),
        ("AC/DC", "AC-DC"),
        ("../../etc", "-..-etc"),
        ("..", "_"),
        (".obsidian", "obsidian"),
        ("a|b#c^[d]", "a-b-c--d-"),
        ("con", "_con"),
        ("LPT1.x", "_LPT1.x"),
        (" trailing. ", "trailing"),
        ("", "_"),
        ("a\x00\x1b\nb", "a␀␛ b"),
        ("漢" * 300, "漢" * 66),
        ("e\u0301", "é"),
    ],
)
def test_names_are_safe_everywhere(name: str, path: str) -> None:
    assert Vault().path(name) == path


def test_names_that_a_system_would_take_for_one_get_numbers() -> None:
    vault = Vault()
    assert [vault.path("E", name) for name in ("US", "us", "US", "ｕs")] == ["E/US", "E/us 2", "E/US 3", "E/ｕs 4"]


@pytest.mark.parametrize(
    ("words", "written"),
    [("Tokyo", "[[E/Tokyo|Tokyo]]"), ("a*b", "[a\\*b](E/a-b.md)"), ("x]] y", "[x\\]\\] y](E/x--%20y.md)")],
)
def test_words_cannot_end_their_link(words: str, written: str) -> None:
    assert link(Vault().path("E", words), words) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("energy", "energy"),
        ("to do", "to-do"),
        ("a/b", "a/b"),
        ("2024", "_2024"),
        ("#x]", "x"),
        ("", "_"),
        ("é漢", "é漢"),
    ],
)
def test_tags_are_obsidian_s(name: str, written: str) -> None:
    assert tag_of(name) == written


def test_what_names_one_thing_has_one_page() -> None:
    text = "Ana Gil met Bob. Gil left. ANA GIL wrote."
    ends = ((0, 7), (17, 20), (27, 34))
    notes = tuple(note(str(number), text, *each, label="PERSON") for number, each in enumerate(ends))
    files, _ = reported([Document("a.txt", text, notes, names={"0": "Ana Gil", "1": "Ana Gil"})], "obsidian")
    assert files["Entities/Ana Gil.md"] == (
        "---\naliases:\n- Gil\n- ANA GIL\nlabels:\n- PERSON\n---\n\n# Ana Gil\n\n- [[a|a.txt]] ×3\n"
    )
    linked = "[[Entities/Ana Gil|Ana Gil]] met Bob. [[Entities/Ana Gil|Gil]] left. [[Entities/Ana Gil|ANA GIL]] wrote."
    assert files["a.md"].endswith(f"## Text\n\n{linked}\n")
    assert files.keys() == {"a.md", "Entities/Ana Gil.md"}


@given(st.lists(hostile_documents(), min_size=1, max_size=3))
def test_links_lead_to_files_and_blocks_that_are_there(documents: list[Document]) -> None:
    files, _ = reported(documents, "obsidian")
    assert len({name.casefold() for name in files}) == len(files)
    for text in files.values():
        wanted = re.findall(r"\[\[((?:Entities|a)/[^|\]]+)[|\]]", text)
        wanted += [unquote(path) for path in re.findall(r"\]\(((?:Entities|a)/[^)]+)\.md\)", text)]
        assert {f"{path}.md" for path in wanted} <= files.keys()
        assert set(re.findall(r"\[\[#\^(p\d+)\|", text)) == set(re.findall(r" \^(p\d+)$", text, re.MULTILINE))
    entities = sum(bool(each.label) for document in documents for each in document.notes)
    pages = (text.split("---\n", 2)[2] for name, text in files.items() if name.startswith("Entities/"))
    mentions = [re.findall(r"^- .*?(?: ×(\d+))?$", page, re.MULTILINE) for page in pages]
    assert sum(int(count or 1) for each in mentions for count in each) == entities


def test_nothing_of_a_hostile_article_is_markup_in_a_vault() -> None:
    told = note("1", HOSTILE, 0, len(HOSTILE) - 1, label="ORG", status=Status.ANCHORED)
    state = ArticleState("a", "", tags=("]]<b>",))
    files, _ = reported([Document("x/../<y>.txt", HOSTILE, (told,), state, title="---\n<b>: [")], "obsidian")
    for name, text in files.items():
        _, front, page = text.split("---\n", 2)
        assert yaml.safe_load(front)
        assert not re.search(r"[<>:|#^\[\]\\]|\.\.", name)
        assert not tokens_of(page) & {"html_inline", "html_block", "fence", "code_block", "image", "hr", "table_open"}
        assert not re.search("[\x00\x1b\x85\u202e\u2066]", text)
