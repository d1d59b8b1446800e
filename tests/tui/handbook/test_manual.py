"""The manual page and the completions: as the commands are now, right for roff and for the shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pexpect
import pytest

from annotations.commands.completion import SHELLS
from annotations.commands.main import COMMANDS, run
from annotations.exchange.formats import FORMATS
from tui.handbook.manual import COMPLETIONS, PAGE, completions, manual

MISSING_DATE = "missing date"
ASKED = [
    ("postil ex", {"export"}, {"ls"}),
    ("postil lib", {"library/"}, {"ls"}),
    ("postil export --to d", {"doccano"}, {"jsonl"}),
    ("postil export -", {"--to", "--by", "--notes"}, {"--quote"}),
    ("postil note a.txt --label PER", {"PERSON", "PERCENT"}, {"ORG"}),
    ("postil entities --engine b", {"builtin"}, {"rules"}),
    ("postil completion ", set(SHELLS), {"library/"}),
    ("postil ls lib", {"library/"}, set()),
]
"""A line as it is when tab is pressed, what is offered then, and what is not."""


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def test_page_and_completions_are_those_of_the_commands() -> None:
    assert manual() == PAGE.read_text(encoding="utf-8"), "make docs"
    for shell in SHELLS:
        assert completions(shell) == (COMPLETIONS / f"postil.{shell}").read_text(encoding="utf-8"), "make docs"


def test_the_page_tells_of_every_command_and_format() -> None:
    page = manual().replace("\\-", "-")
    assert all(f".SS postil {name}\n" in page for name in (*COMMANDS, "serve"))
    assert all(name in page for name in FORMATS)


@needs("mandoc")
def test_the_page_is_right_for_mandoc() -> None:
    done = subprocess.run(["mandoc", "-T", "lint", str(PAGE)], capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if MISSING_DATE not in line] == []


@needs("groff")
def test_the_page_is_right_for_groff() -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-z", str(PAGE)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_what_ships(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert capsys.readouterr().out == completions(shell)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    (tmp_path / "a.txt").touch()
    return tmp_path


@needs("bash")
@pytest.mark.parametrize(("line", "offered", "withheld"), ASKED)
def test_bash(home: Path, line: str, offered: set[str], withheld: set[str]) -> None:
    script = (
        f'source "{COMPLETIONS}/postil.bash"; IFS=" "; line="$1"; COMP_WORDS=($line)\n'
        '[[ $line == *" " ]] && COMP_WORDS+=("")\n'
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$line; COMP_POINT=${#line}\n"
        '_shtab_postil; complete -p postil; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", line], capture_output=True, text=True, cwd=home, check=True
    )
    how, *words = done.stdout.splitlines()
    assert done.stderr == ""
    if offered == {"library/"}:
        # The files are bash's own to find and to mark as folders: ours is only not to be in the way.
        assert words in ([""], ["library"])
        assert "-o default" in how
    else:
        assert offered <= set(words)
    assert not withheld & set(words)


@needs("fish")
@pytest.mark.parametrize(("line", "offered", "withheld"), ASKED)
def test_fish(home: Path, line: str, offered: set[str], withheld: set[str]) -> None:
    done = subprocess.run(
        ["fish", "--no-config", "-c", f'source "{COMPLETIONS}/postil.fish"; complete -C "{line}"'],
        capture_output=True,
        text=True,
        cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        check=True,
    )
    words = {each.partition("\t")[0] for each in done.stdout.splitlines()}
    assert done.stderr == ""
    assert offered <= words
    assert not withheld & words


@needs("zsh")
def test_zsh(home: Path) -> None:
    shell: pexpect.spawn[str] = pexpect.spawn(
        "zsh -f -i",
        env={"TERM": "dumb", "PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"},
        cwd=str(home),
        encoding="utf-8",
        timeout=20,
        dimensions=(60, 160),
    )
    try:
        shell.sendline(
            "PS1='$ '; unsetopt prompt_sp prompt_cr; LISTMAX=10000; autoload -Uz compinit; compinit -D -u; "
            f"source '{COMPLETIONS}/postil.zsh'; compdef _shtab_postil postil; print REA''DY"
        )
        shell.expect_exact("READY\r\n")
        for line, offered, _ in ASKED:
            shell.expect_exact("$ ")
            shell.send(f"{line}\t")
            for word in sorted(offered) if len(offered) == 1 else ():
                shell.expect_exact(word)
            shell.send("\t")
            if len(offered) > 1:
                wanted = set(offered)
                while wanted:
                    wanted -= {sorted(wanted)[shell.expect_exact(sorted(wanted))]}
            shell.send("\x15\r")
    finally:
        shell.close(force=True)
