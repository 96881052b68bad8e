"""The sample messages in `policy/exemples/messages/` are what `tools/make_messages.py` writes from the texts as they stand."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "policy" / "exemples" / "messages"


def test_the_files_are_those_of_the_tool() -> None:
    spec = importlib.util.spec_from_file_location("make_messages", ROOT / "tools" / "make_messages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = tool.written()
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*")} == {*written, "LISEZMOI.md"}
    for name, content in written.items():
        assert (FOLDER / name).read_bytes() == content, f"{name}: run tools/make_messages.py"
    assert "EXEMPLE FICTIF" in (FOLDER / "LISEZMOI.md").read_text("utf-8")
