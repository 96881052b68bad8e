"""The pure floors stay pure. (Who may import whom among the rooms is import-linter's part: `make check`.)"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import ponam_review

PACKAGE = Path(ponam_review.__file__).parent
KERNEL = {"rapidfuzz"}
WORLD = {"os", "io", "pathlib", "time", "random", "socket", "subprocess", "sys", "tempfile", "shutil", "locale", "urllib.request"}


def imported(path: Path) -> set[str]:
    """What a module imports from outside the package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
    return {name for name in names if _top(name) != "ponam_review"}


def _top(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize(("room", "allowed"), [("text", set[str]()), ("compare", KERNEL)])
def test_a_pure_room_imports_the_standard_library_only(room: str, allowed: set[str]) -> None:
    modules = sorted((PACKAGE / room).rglob("*.py"))
    assert modules
    for module in modules:
        outside = {_top(name) for name in imported(module)} - set(sys.stdlib_module_names) - allowed
        assert not outside, f"{module.relative_to(PACKAGE)} imports {', '.join(sorted(outside))}"


@pytest.mark.parametrize("room", ["text", "compare"])
def test_a_pure_room_reads_no_file_clock_or_environment(room: str) -> None:
    for module in sorted((PACKAGE / room).rglob("*.py")):
        outside = imported(module) & WORLD
        assert not outside, f"{module.relative_to(PACKAGE)} imports {', '.join(sorted(outside))}"
        calls = [node.lineno for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if _reads_the_world(node)]
        assert not calls, f"{module.relative_to(PACKAGE)}:{calls} opens a file or reads the clock"


def _reads_the_world(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="open" | "input")):
            return True
        case ast.Call(func=ast.Attribute(attr="now" | "today" | "utcnow")):
            return True
    return False


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    declared = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    known = packages_distributions()
    used = {name for module in PACKAGE.rglob("*.py") for one in imported(module) for name in known.get(_top(one), [])}
    assert {_plain(name) for name in used} == {_plain(re.split("[<>=]", entry)[0]) for entry in declared}


def _plain(name: str) -> str:
    """One spelling for a distribution (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()
