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
        ("labels = 1\n", None, "'labels'"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, content: str, line: int | None, words: str) -> None:
    problem = _read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert problem.file == str(tmp_path / "scheme.toml")
    assert problem.line == line
    assert words in problem.what


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
