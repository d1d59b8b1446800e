from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.article import Region, RegionKind
from annotations.articles.plain import regions

K = RegionKind
XINHUA = """Officials to discuss export controls

Source: Xinhua| 2019-12-05 23:03:09|Editor: yan
Video PlayerClose

TOKYO, Dec. 5 (Xinhua) -- Officials will meet later this month.

They met in July."""


def parts(text: str, found: tuple[Region, ...] | None = None) -> list[tuple[RegionKind, str]]:
    """Regions with their words, the body left out."""
    shown = regions(text) if found is None else found
    return [(region.kind, text[region.span.start : region.span.end]) for region in shown if region.kind is not K.BODY]


def bodies(text: str) -> list[str]:
    return [text[part.span.start : part.span.end] for part in regions(text) if part.kind is K.BODY]


def test_a_wire_story_as_a_reader_saved_it() -> None:
    assert parts(XINHUA) == [
        (K.TITLE, "Officials to discuss export controls"),
        (K.SOURCE, "Xinhua"),
        (K.PUBLISHED, "2019-12-05 23:03:09"),
        (K.EDITOR, "yan"),
        (K.BOILERPLATE, "Video PlayerClose"),
        (K.DATELINE, "TOKYO, Dec. 5 (Xinhua) --"),
        (K.PLACE, "TOKYO"),
    ]
    assert bodies(XINHUA) == [XINHUA[XINHUA.index("TOKYO") :]]


def test_byline_and_dates() -> None:
    text = "Title\nBy Jane Doe and Jo de la Cruz\nPublished: 5 Dec 2019 10:00 GMT\nUpdated: Dec. 6, 2019\n\nBody."
    assert parts(text) == [
        (K.TITLE, "Title"),
        (K.AUTHOR, "Jane Doe and Jo de la Cruz"),
        (K.PUBLISHED, "5 Dec 2019 10:00 GMT"),
        (K.UPDATED, "Dec. 6, 2019"),
    ]


@pytest.mark.parametrize("date", ["2019-12-05", "December 5, 2019", "Thursday, 5 December 2019"])
def test_a_lone_date_is_the_time_of_publication(date: str) -> None:
    assert parts(f"Title\n\n{date}\n\nBody.") == [(K.TITLE, "Title"), (K.PUBLISHED, date)]
    assert parts(f"{date}\n\nTitle\n\nBody.") == [(K.PUBLISHED, date), (K.TITLE, "Title")]


@pytest.mark.parametrize(
    ("dateline", "place", "source"),
    [
        ("LONDON (Reuters) -", "LONDON", "Reuters"),
        ("NEW YORK, Dec 5 (AFP) –", "NEW YORK", "AFP"),
        ("WASHINGTON, D.C. (AP) —", "WASHINGTON, D.C.", "AP"),
        ("ZÜRICH, Oct. 5, 2019 (AP) --", "ZÜRICH", "AP"),
        ("SEOUL --", "SEOUL", None),
    ],
)
def test_datelines(dateline: str, place: str, source: str | None) -> None:
    expected = [(K.DATELINE, dateline), (K.PLACE, place)] + ([(K.SOURCE, source)] if source else [])
    assert parts(f"Title\n\n{dateline} The body is here. And more.") == [(K.TITLE, "Title"), *expected]


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph only, and nothing else",
        "A first sentence of the body.\n\nA second paragraph.",
        "By Friday the army had withdrawn from the\ntown and nobody knew why.",
        "The rain came down for three days over the long valley of the river and\nShinzo Abe said that\n\nMore.",
        "",
        "\n \n",
    ],
)
def test_running_text_has_no_title_and_no_byline(text: str) -> None:
    assert parts(text) == []


def test_boilerplate_within_the_body_parts_it() -> None:
    text = "Title\n\nFirst part.\n  Advertisement \nSecond part.\n\nRead more: Another story\n"
    assert parts(text)[1:] == [(K.BOILERPLATE, "Advertisement"), (K.BOILERPLATE, "Read more: Another story")]
    assert bodies(text) == ["First part.", "Second part."]


def test_a_body_after_many_lines_of_boilerplate_is_found() -> None:
    assert bodies("Advertisement\n" * 30 + "Body here.") == ["Body here."]


LINES = st.sampled_from(
    [*XINHUA.split("\n"), "By Jo Li", "Advertisement", " ", "LONDON (Reuters) - Go", "|", "\u0600", "x."]
)


@given(st.lists(LINES | st.text(max_size=20), max_size=20).map("\n".join))
def test_regions_are_in_bounds_in_order_and_not_empty(text: str) -> None:
    found = regions(text)
    assert list(found) == sorted(found, key=lambda region: (region.span.start, -region.span.end))
    for region in found:
        assert 0 <= region.span.start < region.span.end <= len(text)
        assert text[region.span.start : region.span.end].strip() == text[region.span.start : region.span.end]


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_regions_reach_to_the_end_of_the_text(text: str) -> None:
    last = max((region.span.end for region in regions(text)), default=0)
    assert not text[last:].strip()


def test_a_lone_date_right_under_the_title_belongs_to_no_paragraph() -> None:
    text = "Pupils in Nairobi find a comet in old photographs\n2026-02-11\n\nFour pupils have found a comet.\n"
    kinds = {region.kind: text[region.span.start : region.span.end] for region in regions(text)}
    assert kinds[RegionKind.TITLE] == "Pupils in Nairobi find a comet in old photographs"
    assert kinds[RegionKind.PUBLISHED] == "2026-02-11"
