"""Numbers, and what they count: money, percentages, measures, lengths of time, or nothing named.

Each number is found once; what follows it decides. All repetitions are bounded, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.entities.candidates import Candidate
from annotations.entities.vocabulary import COMMON

_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_SPELT = rf"(?:(?:{_TENS})(?:[- ](?:one|{_SMALL}))?|{_SMALL}|one)(?:(?:\s|-){_SCALE}){{0,2}}"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,9})?"
_FIGURE = rf"{_DIGITS}(?:\s{_SCALE}|\s?(?:bn|mn|tn)\b){{0,2}}"
_SIGN = r"(?:US|AU|A|CA|C|HK|NZ|S|R)?[$€£¥₹₩₽₺]\s?"
_CODE = r"USD|EUR|GBP|JPY|CNY|RMB|KRW|INR|AUD|CAD|CHF|HKD|SGD|NZD"

_NUMBER = re.compile(
    r"(?<![\w.,:/#@&=+%-])(?<!\d[–—])(?=[\d$€£¥₹₩₽₺A-Zabdefhmnost])(?:"
    rf"(?P<money>(?:{_SIGN}|(?:{_CODE})\s?)(?:\d{{1,9}}(?:\.\d{{1,3}})?[mkMKbB]\b|{_FIGURE})"
    rf"(?:\s?[-–]\s?(?:{_SIGN})?{_FIGURE})?)"
    rf"|(?P<figure>{_FIGURE}(?:(?:\s?[-–]\s?|\sto\s|\sor\s){_FIGURE})?)"
    rf"|(?P<spelt>(?i:{_SPELT})(?:\s(?:to|or)\s{_SPELT})?(?![\w]))"
    rf"|(?P<article>[Aa]n?|[Hh]alf\san?)(?=\s(?:{_SCALE}|percent|per\scent|dozen|hour|minute|day|week|month"
    r"|year|decade|century)\b)(?:\s(?:dozen|" + _SCALE + r")\b)?"
    r"|(?P<vague>[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions)\b(?=\sof\b|\smore\b)"
    r")"
)

_NATION = (
    r"(?:(?:U\.S\.|US|American|Canadian|Australian|Hong\sKong|Singapore|New\sZealand|British|Swiss|Chinese"
    r"|Japanese|South\sKorean|Indian|Russian|Mexican)\s)?"
)
_CURRENCY = (
    r"(?:dollars?|euros?|yen|yuan|renminbi|rupees?|rupiah|rubles?|roubles?|pesos?|francs?|riyals?|rials?|dirhams?"
    rf"|dinars?|baht|ringgit|shekels?|kronor|kroner|krona|krone|zlotys?|forints?|naira|cents|pence|{_CODE})\b"
)
_LENGTH = (
    r"(?:(?:square|cubic|sq|nautical|light)[\s-])?(?:kilomet(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?"
    r"|met(?:er|re)s?|miles?|yards?|feet|foot|inch(?:es)?|km|cm|mm|ft|years\saway)\b[²³]?"
)
_OTHER_UNIT = (
    r"(?:tonnes?|tons?|kilograms?|kilogrammes?|kilos?|grams?|grammes?|milligrams?|pounds?|ounces?|kg|mg|lbs?|oz"
    r"|lit(?:er|re)s?|gallons?|barrels?|bushels?|hectares?|acres?|knots?|mph|kph|km/h|[kmg]?watts?|megawatts?"
    r"|gigawatts?|kilowatts?|[KMGT]Wh?|kWh|[kMGT]Hz|[KMGT]B|megabytes?|gigabytes?|terabytes?|°\s?[CF]"
    r"|degrees?(?:\s(?:Celsius|Fahrenheit|centigrade))?|°[CF]?)(?!\w)"
)
_PER = r"(?:\sper\s(?:hour|second)|\san\shour)?"
_UNITS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("PERCENT", "percent", re.compile(r"\s?%|[\s-](?:percent(?:age\spoints?)?|per\scent|pct)\b")),
    ("MONEY", "money", re.compile(rf"[\s-]{_NATION}{_CURRENCY}")),
    ("QUANTITY", "quantity", re.compile(rf"(?:[\s-]?{_LENGTH}|[\s-]?{_OTHER_UNIT}){_PER}")),
    ("TIME", "time", re.compile(r"[\s-](?:hours?|minutes?|seconds?)\b")),
    (
        "DATE",
        "date",
        re.compile(
            r"[\s-](?:(?:consecutive|more|straight)\s)?(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies))\b"
            r"(?:-old\b|\sold\b|\sof\sage\b|\sago\b|\searlier\b|\slater\b)?"
        ),
    ),
)
# Words of other senses: pounds weigh, and the won and the pound are money only in large or plain sums.
_LARGE_MONEY = re.compile(r"\s(?:won|pounds|sterling)\b")
_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?:\d{1,4}(?:st|nd|rd|th)\b"
    r"|(?<!at\s)(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth"
    r"|[Ee]leventh|[Tt]welfth|[Tt]wentieth)\b(?!-hand|\sof\sall|\s(?:[Ll]ady|[Nn]ame|[Mm]inister)\b))"
)
_RANGE = re.compile(r"\d\s?[-–]\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD_BEFORE = re.compile(r"(?<!\w)([A-Z][\w'-]{0,25}) \Z")


def amounts(text: str) -> Iterator[Candidate]:
    """Candidates MONEY, PERCENT, QUANTITY, TIME, DATE (lengths of time), ORDINAL and CARDINAL, in no order."""
    for match in _NUMBER.finditer(text):
        yield from _amount(text, match)
    for match in _ORDINAL.finditer(text):
        yield Candidate(match.start(), match.end(), "ORDINAL", "ordinal")


def _amount(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    start, end = match.span()
    if match["money"]:
        yield Candidate(start, end, "MONEY", "money")
        return
    for label, rule, unit in _UNITS:
        if found := unit.match(text, end):
            yield Candidate(start, found.end(), label, rule)
            return
    words = match[0]
    if (currency := _LARGE_MONEY.match(text, end)) and ("illion" in words or ("," in words and "won" in currency[0])):
        yield Candidate(start, currency.end(), "MONEY", "money")
        return
    if _counts(text, match) and not (match["figure"] and words.isdigit() and _numbered(text, start)):
        yield Candidate(start, end, "CARDINAL", "cardinal")


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number that no unit follows is one worth marking: no year, score, code or pronoun."""
    words, after = match[0], text[match.end() : match.end() + 2]
    if match["article"]:
        return "dozen" in words or "hundred" in words or "thousand" in words or "illion" in words
    if match["spelt"]:
        return words.lower() != "one" and after[:1] != "-"
    if not match["figure"]:
        return True
    if _RANGE.search(words) or _YEAR.fullmatch(words) or (len(words) > 1 and words[0] == "0" and words[1] != "."):
        return False
    return not (after[:1].isalnum() or after[:1] in tuple("-–/:_%°'’") or (after[:1] in ".," and after[1:].isdigit()))


def _numbered(text: str, start: int) -> bool:
    """Whether a name stands before the number, which then is part of it: `Interstate 80`, `Chapter 11`."""
    before = _WORD_BEFORE.search(text, max(start - 30, 0), start)
    return before is not None and before[1] not in COMMON
