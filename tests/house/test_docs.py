"""The documentation tells the truth: its commands and options exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ponam_review.cli.catalogue import standing
from ponam_review.cli.running import LazyGroup

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
GROUP = LazyGroup()


def command_lines(page: Path) -> Iterator[str]:
    """What users are told to type: lines of shell blocks, and commands between backquotes."""
    text = page.read_text("utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from (part.strip() for line in block.splitlines() for part in line.split("&&") if part.strip().startswith("ponam "))
    yield from re.findall(r"`(ponam [^`]*)`", text)


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and what follows."""
    context = click.Context(GROUP, info_name="ponam")
    command: click.Command | None = GROUP
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(context, words[0])
        assert command is not None, f"there is no command “{words[0]}”"
        words = words[1:]
    assert command is not None
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_and_option_exists(page: Path) -> None:
    for line in command_lines(page):
        if line.startswith(("ponam COMMAND", "ponam -", "ponam …")):
            continue
        command, words = command_of(shlex.split(re.sub(r"[\[\]…]", " ", line), comments=True)[1:])
        known = {name for parameter in command.params for name in parameter.opts} | {"-h", "--help"}
        for word in words:
            if word.startswith("-") and len(word) > 1:
                assert word.partition("=")[0] in known, f"{line}: there is no option {word}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("http", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_page_is_in_the_contents() -> None:
    contents = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in ROOT.glob("docs/**/*.md"):
        assert f" {page.relative_to(ROOT / 'docs').as_posix()}" in contents, page


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_readme_names_every_command(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    missing = [command for command in standing() if f"`ponam {command}" not in text]
    assert not missing
