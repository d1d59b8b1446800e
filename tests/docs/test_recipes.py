"""The recipes that need several programs are cooked as docs/recipes.md has them, with hands for what a person does."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fpdf import FPDF

from annotations.api import desk
from annotations.articles.article import Article
from annotations.desk.marking import Marking
from annotations.text.span import Span
from tests.terminal.terminal import POSTIL, Terminal, environment

PAGE = (Path(__file__).resolve().parents[2] / "docs/recipes.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, ("bash", "git", "jq"))), reason="needs bash, git and jq")


def blocks(title: str, language: str) -> list[str]:
    """The code of a recipe in one language."""
    recipe = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```", recipe, re.DOTALL | re.MULTILINE)


def cook(code: str, home: Path, **instead: str) -> str:
    """Run a block in a home of its own; what it prints. A line that begins with a call becomes what stands instead."""
    for call, other in instead.items():
        lines = [other if line.startswith(call) else line for line in code.splitlines()]
        assert lines != code.splitlines(), f"{call} does not stand in\n{code}"
        code = "\n".join(lines)
    people = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{POSTIL.parent}{os.pathsep}{os.environ['PATH']}"
    variables = environment(home, **people, HOME=str(home), PATH=path, GIT_CONFIG_GLOBAL=os.devnull)
    command = ["bash", "-euo", "pipefail", "-c", code]
    done = subprocess.run(command, cwd=home, env=variables, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, f"{code}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_from_a_folder_of_pdfs_to_training_data(tmp_path: Path) -> None:
    (tmp_path / "pdfs").mkdir()
    for number in range(6):
        page = FPDF()
        page.add_page()
        page.set_font("Helvetica", size=12)
        page.multi_cell(0, 8, f"Story {number}\n\nHelena Sarmento met the people of Meridian Rail in Lisbon on Monday.")
        page.output(str(tmp_path / f"pdfs/{number}.pdf"))
    taking, telling, training = blocks("From a folder of PDFs to spaCy training data", "sh")
    (parting,) = blocks("From a folder of PDFs to spaCy training data", "python")
    adding, writing = re.split(r"^postil articles .*\n", taking, flags=re.MULTILINE)
    cook(adding, tmp_path)
    with desk(tmp_path / "articles") as mine:
        names = sorted(mine.library.scan().names)
        for name in names:
            article = mine.library.read(name)
            assert isinstance(article, Article)
            for words, label in (("Helena Sarmento", "PERSON"), ("Meridian Rail", "ORG")):
                at = article.text.index(words)
                mine.label(article, Span(at, at + len(words)), label)
        mine.mark(names[:2], Marking(state="done"))
    cook(writing, tmp_path)
    assert cook(telling, tmp_path).split() == names[:2]
    cook(f"{shlex.quote(sys.executable)} -c {shlex.quote(parting)}", tmp_path)
    short = "--training.max_steps 2 --training.eval_frequency 1"
    train = next(line for line in training.splitlines() if "spacy train" in line)
    asking = "postil entities articles --json --engine builtin,spacy:./model/model-best"
    cook(training, tmp_path, **{"python -m spacy train": f"{train} {short}", "postil articles": asking})
    assert (tmp_path / "model/model-best/meta.json").is_file()


def test_notes_to_obsidian(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.txt").write_text("Ana met Tokyo Electric.\n")
    cook('postil note articles/a.txt --quote "Tokyo Electric" --body "A customer." --tag trade', tmp_path)
    cook('postil note articles/a.txt --quote "Ana" --label PERSON', tmp_path)
    writing, picking = blocks("Notes to Obsidian", "sh")
    cook(writing, tmp_path)
    cook(picking, tmp_path)
    assert "A customer." in (tmp_path / "vault/articles/a.md").read_text("utf-8")
    assert "[[a|" in (tmp_path / "vault/articles/Entities/Ana.md").read_text("utf-8")
    assert (tmp_path / "trade.md").read_text("utf-8") == "> Tokyo Electric\n\nA customer.\n\n"


def test_two_annotators_and_a_referee_over_git(tmp_path: Path) -> None:
    setting_up, annotating, judging, telling = blocks("Two annotators and a referee, over git", "sh")
    cook("git init -q --bare all.git", tmp_path)
    homes = {name: tmp_path / name for name in ("cy", "ana", "ben")}
    for name, home in homes.items():
        home.mkdir()
        cook("git clone -q ../all.git articles", home)
        if name == "cy":
            (home / "articles/a.txt").write_text("Ana met Tokyo Electric in Tokyo.\n")
            cook("git -C articles add . && git -C articles commit -qm Articles", home)
            cook(setting_up, home)
        else:
            cook(setting_up.splitlines()[0], home)
    for name, quote, label in (("ana", "Tokyo Electric", "ORG"), ("ben", "Tokyo", "GPE")):
        notes = f"articles/.postil/{name}.json"
        note = "postil note articles/a.txt --notes {} --quote '{}' --label {}"
        both = f"{note.format(notes, 'Ana', 'PERSON')}; {note.format(notes, quote, label)}"
        code = annotating.replace("ana.json", f"{name}.json").replace("What Ana", f"What {name.title()}")
        cook(code, homes[name], **{"postil articles": both})
    before, call, after = re.split(r"^postil (adjudicate .*)\n", judging, flags=re.MULTILINE)
    assert "Tokyo Electric" in cook(before, homes["cy"])
    terminal = Terminal(homes["cy"], *shlex.split(call))
    terminal.wait("Disagreement 1 of 1")
    terminal.press("1")
    terminal.wait("all are settled")
    terminal.press("q")
    terminal.wait("tab entity")
    terminal.press("\x11")
    assert terminal.end() == 0
    cook(after, homes["cy"])
    rows = map(json.loads, (homes["cy"] / "gold.jsonl").read_text("utf-8").splitlines())
    taken = [(row["quote"], row["label"]) for row in rows if row.get("decision") == "accepted"]
    assert sorted(taken) == [("Ana", "PERSON"), ("Tokyo Electric", "ORG")]
    assert '"what": "kappa"' in cook(telling, homes["cy"])
