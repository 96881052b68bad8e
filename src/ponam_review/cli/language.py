"""The language of one run, chosen before any command module is imported so that help texts come out in it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..messages import _LOCALE, LANGUAGES, translator


@dataclass(slots=True)
class _Edge:
    """What the command line said, for messages written outside any command."""

    language: str = "fr"
    verbose: bool = False


edge = _Edge()


def translate(sentence: str) -> str:
    """The English `sentence` in the language of this run."""
    return translator(edge.language)(sentence) if sentence else ""


def say_in(language: str) -> None:
    """Choose the language of everything printed from now on, click's own messages included.

    click looks its messages up with `gettext.gettext`, whose language comes from the environment only.
    """
    edge.language = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("ponam", _LOCALE)
    gettext.textdomain("ponam")


def language_of(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language that a command line asks for with --lang, else PONAM_LANG, else French.

    Wrong values are reported later, by click.
    """
    asked = ""
    for position, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang":
            asked = words[position + 1] if position + 1 < len(words) else ""
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    for language in (asked, environ.get("PONAM_LANG", "")[:2].lower()):
        if language in LANGUAGES:
            return language
    return "fr"
