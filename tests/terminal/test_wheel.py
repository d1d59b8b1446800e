"""The wheel, installed into an empty environment."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal, environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `postil` of a fresh environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "empty", with_pip=True)
    python = folder / "empty" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    return python.with_name("postil")


def test_the_wheel_holds_the_packages_their_data_and_the_licence_and_nothing_else(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        file.relative_to(ROOT).as_posix()
        for package in ("annotations", "tui")
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    shared = {name.partition(".data/data/share/")[2] for name in held if ".data/" in name}
    assert {name for name in held if ".dist-info/" not in name and ".data/" not in name} == ours
    assert shared == {
        "man/man1/postil.1",
        "bash-completion/completions/postil",
        "zsh/site-functions/_postil",
        "fish/vendor_completions.d/postil.fish",
    }
    assert {name.rsplit("/", 1)[-1] for name in held if "/licenses/" in name} == {"LICENSE", "NOTICE.md"}


def test_the_wheel_runs_the_sample_library(installed: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--sample", program=installed)
    terminal.wait("14 articles", "night train")
    terminal.press("q")
    assert terminal.end() == 0
    assert (tmp_path / "data" / "postil" / "sample" / ".postil" / "notes.json").exists()


def test_the_wheel_has_the_headless_commands_and_its_data(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nJapan met Hiroshi Kajiyama, who was glad.\n", encoding="utf-8")
    done = subprocess.run(
        [str(installed), "entities", "a.txt"],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        cwd=tmp_path,
        check=True,
    )
    assert "GPE         Japan" in done.stdout
