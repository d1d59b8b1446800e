"""The entities of many articles: one after the other here, or side by side in processes of their own.

Either way the articles come in their order, and what was recognised is in the cache of suggestions when it comes, so
that a run that was broken off is soon where it was when it is begun again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.articles.article import Article, RegionKind
from annotations.articles.library import Library
from annotations.desk.crew import Crew, serve
from annotations.desk.desk import Desk
from annotations.entities.meaning import meaning_of
from annotations.problem import Problem


class Place(NamedTuple):
    """An article: the path of its library or file, as it was given, and its name there."""

    path: str
    name: str


class Recognised(NamedTuple):
    """What was recognised in an article, as documents, and what was wrong."""

    entities: list[dict[str, object]]
    problems: list[Problem]


def recognised(desk: Desk, article: Article) -> Recognised:
    """The entities of an article on a desk."""
    suggestions = desk.suggest(article)
    documents = []
    place = article.words_of(RegionKind.PLACE)
    for entity in suggestions:
        document: dict[str, object] = {
            "article": article.name,
            "start": entity.span.start,
            "end": entity.span.end,
            "text": entity.text,
            "label": entity.label,
            "score": entity.score,
            "source": entity.source,
        }
        label = desk.scheme.built_in(entity.label)
        if found := meaning_of(label, article.text, entity.span, article.published, place):
            document["meaning"] = found.value
            document["told_by"] = found.by
        documents.append(document)
    return Recognised(documents, list(suggestions.problems))


def side_by_side(places: Iterable[Place], engine: str | None, jobs: int) -> Iterator[Recognised]:
    """The entities of articles in their order, recognised by so many processes."""
    asked: list[Place] = []

    def tasks() -> Iterator[bytes]:
        for place in places:
            asked.append(place)
            yield json.dumps([engine, *place]).encode()

    with Crew(__name__, jobs) as crew:
        for answer in crew.answers(tasks()):
            place = asked.pop(0)
            if answer is None:
                yield Recognised([], [Problem(place.name, "the process that read it has died", "try it alone")])
            else:
                entities, problems = json.loads(answer)
                yield Recognised(entities, [Problem(*problem) for problem in problems])


def main() -> None:
    """Be one of these processes."""
    desks: dict[str, Desk] = {}

    def answer(task: bytes) -> bytes:
        engine, path, name = json.loads(task)
        if path not in desks:
            desks.clear()
            desks[path] = Desk.open(Library.of(Path(path)), engine=engine)
        article = desks[path].library.read(name)
        found = Recognised([], [article]) if isinstance(article, Problem) else recognised(desks[path], article)
        problems = [(each.file, each.what, each.remedy, each.line) for each in found.problems]
        return json.dumps([found.entities, problems]).encode()

    serve(answer)
