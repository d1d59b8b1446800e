from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.languages import language

SENTENCES = {
    "English": "The two countries will hold talks in Tokyo on Monday, the trade minister said, after years of silence.",
    "Spanish": "Los dos países celebrarán conversaciones en Tokio el lunes, dijo el ministro de Comercio de la isla.",
    "German": "Die beiden Staaten wollen am Montag in Tokio Gespräche führen, sagte der Minister nach der Sitzung.",
    "French": "Les deux pays tiendront des pourparlers à Tokyo lundi, a déclaré le ministre du Commerce dans la nuit.",
    "Portuguese": "Os dois países vão realizar conversações em Tóquio na segunda-feira, disse o ministro do Comércio.",
    "Italian": "I due paesi terranno dei colloqui a Tokyo lunedì, ha detto il ministro del Commercio alla stampa.",
    "Malay or Indonesian": "Kedua-dua negara itu akan mengadakan rundingan di Tokyo pada Isnin, kata menteri itu.",
    "Chinese": "日本经济产业大臣梶山弘志星期五在东京表示，两国将于本月十六日举行局长级政策对话。",
    "Japanese": "日本の経済産業大臣は金曜日に東京で、両国が今月十六日に局長級の政策対話を行うと述べた。",
    "Korean": "일본 경제산업상은 금요일 도쿄에서 양국이 이달 십육일에 국장급 정책 대화를 한다고 밝혔다.",
    "Arabic": "قال وزير التجارة إن البلدين سيجريان محادثات في طوكيو يوم الاثنين بعد سنوات من الصمت.",
    "Russian": "Министр торговли заявил, что две страны проведут переговоры в Токио в понедельник.",
    "Ukrainian": "Міністр торгівлі заявив, що дві країни проведуть переговори в Токіо в понеділок знову.",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_languages_are_told_apart(name: str) -> None:
    assert language(SENTENCES[name] * 3) == name


def test_names_and_loan_words_do_not_make_a_text_foreign() -> None:
    assert (
        language("Angela Merkel of the Bundestag met Emmanuel Macron and Władysław Kosiniak-Kamysz in Łódź. " * 4)
        == "English"
    )


@pytest.mark.parametrize(("text", "name"), [("", "English"), ("Tokyo talks", "English"), ("日本政府と", "Japanese")])
def test_a_short_text_is_judged_by_its_letters(text: str, name: str) -> None:
    assert language(text) == name


def test_what_is_no_language_known_here_is_none() -> None:
    assert language("Kaksi xhosa zulu qwerty asdf uiop hjkl vbnm " * 10) is None


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert language(text) != ""
