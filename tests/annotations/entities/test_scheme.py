from __future__ import annotations

from pathlib import Path

import pytest

from annotations.entities.scheme import BUILT_IN, Label, Scheme, read_scheme
from annotations.problem import Problem


def test_the_built_in_labels_have_unique_names_keys_and_colours() -> None:
    assert len({label.name for label in BUILT_IN.labels}) == len(BUILT_IN.labels) == 17
    assert len({label.colour for label in BUILT_IN.labels}) == 17
    assert sorted(label.key for label in BUILT_IN.labels if label.key) == list("123456789")


def test_the_built_in_colours_can_be_read_on_a_dark_ground() -> None:
    ground = _luminance("#14161b")
    assert all((_luminance(label.colour) + 0.05) / (ground + 0.05) >= 7 for label in BUILT_IN.labels)


def test_labels_are_found_by_name_and_key() -> None:
    person = BUILT_IN.by_key("1")
    assert person is not None
    assert person.name == "PERSON"
    assert BUILT_IN.label("PERSON") is person
    assert BUILT_IN.label("person") is None
    assert BUILT_IN.by_key("0") is None


def test_no_file_means_the_built_in_scheme(tmp_path: Path) -> None:
    assert read_scheme(tmp_path / "scheme.toml") == BUILT_IN


def test_a_file_replaces_the_scheme_and_fields_left_out_are_the_built_in_ones(tmp_path: Path) -> None:
    assert _read(tmp_path, '[[label]]\nname = "DRUG"\nkey = "2"\ncolour = "#ABCDEF"\ndescription = "A medicine"\n') == (
        Scheme((Label("DRUG", "2", "#abcdef", "A medicine"),))
    )
    assert _read(tmp_path, '[[label]]\nname = "GPE"\n') == Scheme((BUILT_IN.labels[2],))


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('[[label]]\nname = "A"\nkey = \n', 3, "not TOML"),
        ('[[label]]\nname = "A"\n\n[[label]]\nname = "A"\n', 4, "'A' stands twice"),
        ('[[label]]\nname = "A"\nkey = "1"\n[[label]]\nname = "B"\nkey = "1"\n', 4, "same key '1'"),
        ('\n[[label]]\nname = "A"\ncolour = "red"\n', 2, "'red'"),
        ('[[label]]\nname = "A"\ncolor = "#ffffff"\n', 1, "'color'"),
        ('[[label]]\nname = "A"\nkey = "x"\n', 1, "'x'"),
        ('[[label]]\nname = "A"\nkey = 1\n', 1, "key of the label 'A'"),
        ('[[label]]\nkey = "1"\n', 1, "name"),
        ('label = "A"\n', None, "no labels"),
        ("labels = 1\n", 1, "'labels'"),
        ('base = "builtin"\n', 1, "'builtin'"),
        ('base = "built-in"\ndrop = ["PERSONS"]\n', 2, "'PERSONS'"),
        ('base = "built-in"\ndrop = "LAW"\n', 2, "drop"),
        ('drop = ["A"]\n[[label]]\nname = "A"\n', 1, "every label"),
        ('[[label]]\nname = "A"\nfrom = "PER"\n', 1, "from of the label 'A'"),
        ('[[label]]\nname = "A"\nfrom = ["a, b:PER"]\n', 1, "from of the label 'A'"),
        ('[[label]]\nname = "A"\nfrom = ["P"]\n[[label]]\nname = "B"\nfrom = ["P"]\n', 4, "both from 'P'"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, content: str, line: int | None, words: str) -> None:
    problem = _read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert problem.file == str(tmp_path / "scheme.toml")
    assert problem.line == line
    assert words in problem.what


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        ('[[label]]\nname = "A"\ncolor = "#ffffff"\n', "did you mean 'colour'?"),
        ('base = "built-in"\ndrop = ["persons"]\n', "did you mean 'PERSON'?"),
        ('[[labels]]\nname = "A"\n', "did you mean 'label'?"),
    ],
)
def test_the_nearest_name_is_offered(tmp_path: Path, content: str, remedy: str) -> None:
    problem = _read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert problem.remedy == remedy


def test_the_built_in_labels_may_be_changed_renamed_added_to_and_dropped(tmp_path: Path) -> None:
    scheme = _read(
        tmp_path,
        """
        base = "built-in"
        drop = ["ORDINAL", "CARDINAL"]

        [[label]]
        name = "PERSONNE"
        from = ["PERSON", "spacy:PER"]

        [[label]]
        name = "PLACE"
        from = ["GPE", "LOC", "FAC"]
        description = "Anywhere"

        [[label]]
        name = "DRUG"
        key = "2"
        """,
    )
    assert isinstance(scheme, Scheme)
    names = [label.name for label in scheme.labels]
    assert names[:5] == ["PERSONNE", "ORG", "PLACE", "NORP", "EVENT"]
    assert names[-1] == "DRUG"
    assert not {"PERSON", "GPE", "LOC", "FAC", "ORDINAL", "CARDINAL"} & set(names)
    person, place = scheme.label("PERSONNE"), scheme.label("PLACE")
    assert person == Label("PERSONNE", "1", "#ff7d4f", "People, also fictional", ("PERSON", "spacy:PER"))
    assert place == Label("PLACE", "3", "#b4ffb2", "Anywhere", ("GPE", "LOC", "FAC"))
    assert scheme.by_key("2") == Label("DRUG", "2", "#c8ccd4", "")
    assert scheme.built_in("PERSONNE") == "PERSON"
    assert scheme.built_in("DRUG") == "DRUG"


def test_what_an_engine_calls_it_becomes_a_label_of_the_scheme() -> None:
    scheme = Scheme(
        (
            Label("PERSON", None, "", "", ("PER",)),
            Label("OFFICIAL", None, "", "", ("spacy:news:PER",)),
            Label("PLACE", None, "", "", ("GPE", "jsonl:LOC")),
        )
    )
    assert scheme.of_engine("builtin", "PERSON") == "PERSON"
    assert scheme.of_engine("spacy:other", "PER") == "PERSON"
    assert scheme.of_engine("spacy:news", "PER") == "OFFICIAL"
    assert scheme.of_engine("jsonl:a.jsonl", "LOC") == "PLACE"
    assert scheme.of_engine("builtin", "LOC") is None
    assert scheme.of_engine("builtin", "GPE") == "PLACE"
    assert scheme.of_engine("builtin", "DATE") is None


def test_a_file_that_is_not_text_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "scheme.toml"
    path.write_bytes(b"[[label]]\nname = \xff\n")
    problem = read_scheme(path)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.what) == (2, "not UTF-8")


def _read(folder: Path, content: str) -> Scheme | Problem:
    path = folder / "scheme.toml"
    path.write_text(content, encoding="utf-8")
    return read_scheme(path)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
