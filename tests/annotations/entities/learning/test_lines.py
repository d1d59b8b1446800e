from __future__ import annotations

from annotations.entities.entity import Entity
from annotations.entities.learning.lines import Mark, Tags, lines, marks, told
from annotations.entities.lexicon import Lexicon
from annotations.entities.tokens import tokens
from annotations.text.span import Span

TEXT = "Then and only then the old man met Ann Lee in the town, and so it was that nobody at all knew. ok then."


def _ann() -> Entity:
    start = TEXT.index("Ann")
    return Entity(Span(start, start + 7), "Ann Lee", "PERSON", 0.75, "model")


def test_only_where_an_entity_may_stand_is_looked_at() -> None:
    found = [" ".join(piece.text for piece in line.pieces) for line in lines(TEXT, [_ann()], ())]
    assert found == ["Then and only", "man met Ann Lee in the"]
    known = list(Lexicon([("town", "GPE")]).answers(TEXT))
    found = [" ".join(piece.text for piece in line.pieces) for line in lines(TEXT, [_ann()], known)]
    assert found == ["Then and only", "man met Ann Lee in the town , and"]


def test_a_token_is_told_of_the_engine_the_words_and_the_lexicon() -> None:
    known = list(Lexicon([("Ann Lee", "ORG")]).answers(TEXT))
    line = list(lines(TEXT, [_ann()], known))[1]
    ann = told(line, Tags(marks(known))(line.pieces), known)[2]
    assert {"w=ann", "b=B-PERSON", "bc=B-PERSON3", "-1w=met", "1b=I-PERSON", "l=B-ORG", "lb=B-ORG|B-PERSON"} <= set(ann)
    assert "l=B-ORG" not in line.attributes[2]


def test_tags_are_iob2_and_of_marks_that_overlap_the_first_counts() -> None:
    pieces = list(tokens("New York Times of York"))
    tagged = Tags([Mark(0, 14, "ORG"), Mark(4, 8, "GPE"), Mark(18, 22, "GPE")])(pieces)
    assert tagged.tags == ["B-ORG", "I-ORG", "I-ORG", "O", "B-GPE"]
    assert tagged.marks == [0, 0, 0, -1, 2]
