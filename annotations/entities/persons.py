"""Names of people, told by titles, given names, what is said of them, and by having been introduced before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from annotations.entities.candidates import Candidate
from annotations.entities.capitals import Capitals, Word
from annotations.entities.east_asian_names import surname_first
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.malay_titles import MALAY_TITLES, behind_title, in_title
from annotations.entities.vocabulary import NOT_NAMES, OCCUPATIONS, SUFFIXES, TITLES, WEAK_TITLES, words

_GIVEN_NAMES = Path(__file__).parent / "data" / "given_names.txt"
# What may stand between two parts of a person's name.
_PARTICLES = words("bin ibn bint de da do dos del della di du van von der den la le y")
_LINKS = frozenset(
    {" ", "-", " al-", " el-", " ul-", " ur-", "-ul-", "-al-", "-e-", " van der ", " van den ", " von der ", " de la "}
    | {f" {particle} " for particle in _PARTICLES}
)
_AGE = re.compile(r", \d{1,3}, ")
_WHO = re.compile(r",? who(?:se)? ")
_SPEAKS = re.compile(r" (?:said|says|told|tweeted|testified|added|argued|explained|wrote|recalled|insisted)\b")
_SPOKEN = re.compile(r"(?:^|[,”\"'] |\b)(?:said|says|added|explained|according to) $")
# What may be called by a person's name, and is then no person: `the Johan Sverdrup oil field`.
_NAMED_AFTER = re.compile(
    r" (?:(?P<LOC>(?:(?:oil|gas) ?)?fields?|glacier|reservoir)"
    r"|(?P<FAC>bridge|tunnel|dam|mine|refinery|stadium|airport|power (?:plant|station)|pipeline|platform))\b"
)
_TAIL = re.compile(r"-(?!(?:led|era|style|like|backed|owned|born|run|made|based|type)\b)[a-z]{2,6}(?![\w-])")


def named_after(text: str, end: int) -> str | None:
    """LOC or FAC where what follows a person's name says that a place or a building bears it."""
    match = _NAMED_AFTER.match(text, end)
    return match and match.lastgroup


@cache
def given_names() -> frozenset[str]:
    """The common given names that ship with the package."""
    return frozenset(_GIVEN_NAMES.read_text(encoding="utf-8").split())


class Persons:
    """Finds the people of one text."""

    def __init__(self, capitals: Capitals, gazetteer: Gazetteer, given: frozenset[str]) -> None:
        self._capitals = capitals
        self._gazetteer = gazetteer
        self._given = given

    def introduced(self) -> Iterator[Candidate]:
        """Candidates with evidence of their own."""
        index, words = 0, self._capitals.words
        while index < len(words):
            found = None if words[index].weak else self._at(index)
            if found is None:
                index += 1
                continue
            last, rule = found
            yield self._candidate(index, last, rule)
            index = last + 1

    def known(self, people: Iterable[Candidate]) -> Iterator[Candidate]:
        """Later or other mentions of those people: the full name, or the surname alone."""
        words, text = self._capitals.words, self._capitals.text
        full: set[str] = set()
        beginnings: set[str] = set()
        surnames: set[str] = set()
        for person in people:
            name = text[person.start : person.end]
            parts = [part for part in name.split(" ") if part not in SUFFIXES]
            if len(parts) > 1:
                full.add(name)
                beginnings.add(re.split(r"[ -]", parts[0], maxsplit=1)[0])
                surnames.add(parts[0] if surname_first(parts) else parts[-1])
            else:
                surnames.add(name)
        for index, word in enumerate(words):
            if word.text in beginnings:
                for last in range(self._reach(index), index, -1):
                    if text[word.start : self._end(last)] in full:
                        yield Candidate(word.start, self._end(last), "PERSON", "name")
                        break
            yield from self._surname(index, word, surnames)

    def _surname(self, index: int, word: Word, surnames: set[str]) -> Iterator[Candidate]:
        start, text = word.start, self._capitals.text
        if text[max(start - 3, 0) : start] in ("al-", "el-") and text[start - 3 : word.end] in surnames:
            start -= 3
        elif word.text not in surnames:
            return
        if self._gazetteer.kind(word.text) in ("country", "nationality") and word.text not in self._gazetteer.ambiguous:
            return
        first = self._fuller(index)
        if first < index:
            yield Candidate(self._capitals.words[first].start, word.end, "PERSON", "surname")
        elif word.weak or not (self._joins(index - 1, before=True) or self._joins(index, before=False)):
            yield Candidate(start, word.end, "PERSON", "surname")

    def _fuller(self, index: int) -> int:
        """The first word where the surname follows a given name or initials, as the body need not have it."""
        words, first = self._capitals.words, index
        while first and index - first < 3 and self._capitals.gap(first - 1) == " ":
            before = words[first - 1].text
            if not (self._given_here(words[first - 1]) or (len(before) == 2 and before[1] == ".")):
                break
            first -= 1
        return first

    def _joins(self, index: int, *, before: bool) -> bool:
        """Whether the neighbour at a gap belongs to the same name, so that this one does not stand alone."""
        if index < 0 or self._capitals.gap(index) != " ":
            return False
        neighbour = self._capitals.words[index if before else index + 1]
        if before:
            known = neighbour.text in TITLES or self._gazetteer.kind(neighbour.text) is not None
            return not (known or self._capitals.common(neighbour) or neighbour.text in NOT_NAMES)
        return neighbour.text not in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

    def _at(self, index: int) -> tuple[int, str] | None:
        """The last word of a person's name that begins at a word, and the rule that tells."""
        words, capitals = self._capitals.words, self._capitals
        word = words[index]
        if not self._may_be_name(word) or in_title(capitals.text, word.start, word.end):
            return None
        last = self._reach(index)
        titled = index > 0 and capitals.gap(index - 1) == " " and words[index - 1].text in TITLES
        if index > 0 and words[index - 1].text in MALAY_TITLES:
            titled = titled or behind_title(capitals.text, word.start)
        if named_after(capitals.text, self._end(last)):
            return None
        before = capitals.text[max(word.start - 30, 0) : word.start]
        if titled and (last > index or words[index - 1].text not in WEAK_TITLES) and not self._is_place(index, last):
            return last, "title"
        if not self._given_here(word) and self._inside(index):
            return None
        if last == index or (capitals.common(word) and not self._given_here(word)):
            return None
        if self._given_here(word) or self._asian(index, last):
            return last, "name"
        # A rare given name before a common one: `Yuval Noah Harari`.
        if last - index > 1 and self._given_here(words[index + 1]) and not self._gazetteer.kind(word.text):
            return last, "name"
        if before.endswith(("the ", "The ")) or self._is_place(index, last):
            return None
        preceding = before.rstrip().rpartition(" ")[2]
        if preceding in OCCUPATIONS and before.endswith(" "):
            return last, "title"
        if last - index > 3:
            return None
        end = self._end(last)
        if _AGE.match(capitals.text, end) or _WHO.match(capitals.text, end):
            return last, "speaker"
        if _SPEAKS.match(capitals.text, end) or _SPOKEN.search(before):
            return last, "speaker"
        return None

    def _inside(self, index: int) -> bool:
        """Whether the word before belongs to the same name, so that none begins here."""
        if index == 0 or self._capitals.gap(index - 1) not in (" ", "-"):
            return False
        before = self._capitals.words[index - 1]
        known = self._gazetteer.kind(before.text) is not None or self._capitals.common(before)
        return self._may_be_name(before) and not known

    def _given_here(self, word: Word) -> bool:
        return word.text in self._given or (word.text.isupper() and word.text.title() in self._given)

    def _asian(self, index: int, last: int) -> bool:
        """Whether it reads as a Chinese or Korean name, the surname first."""
        start = self._capitals.words[index].start
        return surname_first(self._capitals.text[start : self._end(last)].split(" "))

    def _is_place(self, index: int, last: int) -> bool:
        """Whether the words, or the first of them, are known as something that no person is called."""
        words = self._capitals.words
        first = words[index].text
        if first in self._gazetteer.ambiguous:
            return False
        if self._gazetteer.kind(self._capitals.text[words[index].start : words[last].end]):
            return True
        return self._gazetteer.kind(first) in ("country", "nationality", "organisation", "region")

    def _may_be_name(self, word: Word) -> bool:
        text = word.text
        if text in NOT_NAMES or text in SUFFIXES or len(text) < 2:
            return False
        if not text.isalpha() and any(map(str.isdigit, text)):
            return False
        if len(text) < 5 and text.isupper() and "." not in text:
            return False
        return text[-1] != "." or len(text) < 5

    def _reach(self, index: int) -> int:
        """The last word of the name that begins at a word: at most five, joined as names are."""
        words = self._capitals.words
        last = index
        while last - index < 4 and self._capitals.gap(last) in _LINKS:
            following = words[last + 1]
            if following.weak != words[index].weak:
                break
            if following.text in SUFFIXES:
                last += 1
                break
            known = self._gazetteer.kind(following.text) in ("country", "nationality", "organisation")
            if not self._may_be_name(following) or (known and following.text not in self._gazetteer.ambiguous):
                break
            last += 1
        while last > index and len(words[last].text) == 2 and words[last].text.endswith("."):
            last -= 1
        return last

    def _end(self, last: int) -> int:
        """Where the name ends, with the small part of a Korean given name."""
        end = self._capitals.words[last].end
        tail = _TAIL.match(self._capitals.text, end)
        return tail.end() if tail and len(self._capitals.words[last].text) < 7 else end

    def _candidate(self, index: int, last: int, rule: str) -> Candidate:
        start = self._capitals.words[index].start
        if self._capitals.text[max(start - 3, 0) : start] in ("al-", "el-"):
            start -= 3
        return Candidate(start, self._end(last), "PERSON", rule)
