"""Which language a text is written in: told by its letters, and among the Latin ones by its small words.

A table of the words that come most often does for articles what a trained classifier does for single lines, and is
there at once.
"""

from __future__ import annotations

import re

SAMPLE = 20_000
"""Code points from the beginning that are looked at."""

_FEW = 30
"""Words below which small words tell too little: a short text in ASCII is taken to be English."""
_SHARE = 0.1
"""Of the words of a text in English, the frequent ones make up at least this share; in others, less is enough."""
_ENOUGH = 0.05

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "English": "the of to and in a for on is was that with at by as from it he she said",
    "German": "der die und das in den von zu ist mit im für auf nicht des dem sich ein eine wird auch als werden nach",
    "French": "de la le les et des en un une du est que dans pour sur au par pas qui avec il plus sont ce",
    "Spanish": "de la el que en y los las del se un una por con no para su es al lo como más fue ha",
    "Portuguese": "de a o que e do da em um para não uma os no se na por mais as dos com foi ao das são à",
    "Italian": "di il la che e in un per del non una è della con sono da si le dei nel al alla gli ha come",
    "Dutch": "de het van een en in is dat op te zijn voor met niet die aan er om ook wordt door als bij",
    "Swedish": "och att det i en som på är av för den med till inte om ett har de från kan var vid",
    "Danish": "og at det i en som på er af for den med til ikke om et har de fra kan var ved blev efter",
    "Norwegian": "og å det i en som på er av for den med til ikke om et har de fra kan var ved ble etter",
    "Finnish": "ja on ei että oli se hän myös joka mutta kun ovat tai sen jo vain ole mukaan kuin",
    "Polish": "w i na nie z się do jest to że o jak po co dla od przez za przy ma są był oraz tego",
    "Czech": "a v se na je že s z do o k pro by ale za jako po od jsou byl které který nebo při",
    "Romanian": "de în și a la cu nu pe din care este pentru o un să că mai sunt au fost ale lui",
    "Hungarian": "a az és hogy nem is egy van volt meg csak de már el mint ez ki lehet szerint",
    "Turkish": "ve bir bu için de da ile çok olarak daha olan gibi kadar sonra en ancak ne değil ise",
    "Malay or Indonesian": "yang dan di ini itu dengan untuk dari tidak dalam pada akan juga ke karena kerana ada oleh",
    "Vietnamese": "và của là có được cho không các một người trong những với để này khi đã về từ",
    "Catalan": "de la el que i a en els les del un una per amb no es al ha més són dels va com",
}
# The languages that have a word among their frequent ones, once for each time that it is named there.
_HAVING: dict[str, list[str]] = {}
for _name, _words in _SMALL.items():
    for _word in _words.split():
        _HAVING.setdefault(_word, []).append(_name)
_SCRIPTS = {
    "Japanese": r"\u3041-\u30ff",
    "Korean": r"\uac00-\ud7a3\u1100-\u11ff",
    "Chinese": r"\u3400-\u4dbf\u4e00-\u9fff",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f",
    "Hebrew": r"\u0590-\u05ff",
    "Russian": r"\u0400-\u04ff",
    "Greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Hindi": r"\u0900-\u097f",
    "Thai": r"\u0e00-\u0e7f",
}
# Letters that one language of a script has and the one that it is named by has not.
_OWN_LETTERS = {"Russian": ("Ukrainian", "іїєґ"), "Arabic": ("Persian", "پچژگ")}


def language(text: str) -> str | None:
    """The English name of the language of a text; None where it is none that is known here."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    foreign = 0 if sample.isascii() else letters - sum(len(word) for word in words if word.isascii())
    if foreign * 2 > letters and (found := _by_script(sample, letters)):
        return found
    if len(words) < _FEW:
        return "English" if sum(map(str.isascii, words)) * 2 >= len(words) else None
    counts = dict.fromkeys(_SMALL, 0)
    for word in words:
        for name in _HAVING.get(word, ()):
            counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] / len(words) >= (_SHARE if best == "English" else _ENOUGH) else None


def _by_script(sample: str, letters: int) -> str | None:
    """The language of letters that are not Latin; kana tell Japanese among many characters that Chinese has, too."""
    counts = {name: len(re.findall(f"[{ranges}]", sample)) for name, ranges in _SCRIPTS.items()}
    if counts["Japanese"] * 10 > letters:
        return "Japanese"
    best = max(counts, key=lambda name: counts[name])
    if counts[best] * 2 <= letters:
        return None
    other, own = _OWN_LETTERS.get(best, ("", ""))
    return other if own and sum(map(sample.count, own)) * 100 > letters else best
