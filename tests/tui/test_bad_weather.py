"""Files that are not as they should be, in the program: each says in its place what is wrong, and hinders no other."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.driving import play_list, until
from tui.app import PostilApp

FAULTS = {
    "bomb.zip/zeros.txt": "unpacks to more than 200 times its size",
    "cut.pdf": "damaged, or broken off",
    "device.txt": "not a regular file",
    "entities.xml": "XML that declares entities",
    "fifo.zip": "not a regular file",
    "new\nline\x1b[31m.epub": "damaged archive",
}


def test_each_fault_is_said_in_its_place(make_app: Callable[..., PostilApp], library: Path) -> None:
    with zipfile.ZipFile(library / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fine.txt", "A fine story\n\nNothing happened in Paris.\n")
        archive.writestr("zeros.txt", bytes(20_000_000))
    (library / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\n")
    (library / "device.txt").symlink_to("/dev/zero")
    (library / "entities.xml").write_text('<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss>&a;</rss>')
    os.mkfifo(library / "fifo.zip")
    (library / "new\nline\x1b[31m.epub").write_bytes(b"PK")
    (library / "gone").mkdir()
    (library / "gone" / "z.txt").write_text("A story\n\nThat goes.\n")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        shown = app.shelf.list
        await until(pilot, lambda: len(shown.names) == 5 + len(FAULTS))
        for name, fault in FAULTS.items():
            shown.move_to(list(shown.names).index(name))
            await until(pilot, lambda name=name: app.reader.article.name == name)  # type: ignore[misc]
            assert f"cannot be read: {fault}" in app.reader.article.text
        shutil.rmtree(library / "gone")
        shown.move_to(list(shown.names).index("bomb.zip/fine.txt"))
        await until(pilot, lambda: app.reader.article.title == "A fine story")
        await until(pilot, lambda: "gone/z.txt" not in shown.names)
        assert {"a.txt", "b.txt", "c.txt", *FAULTS} < set(shown.names)

    play_list(make_app(), scene)
