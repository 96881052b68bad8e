"""Small texts to check, as a workspace would give them."""

from __future__ import annotations

from dataclasses import replace

from ponam_review.checks import Finding, Subject, check_subject, rules_named
from ponam_review.checks.prose import prose_of
from ponam_review.markdown.reader import read_section
from ponam_review.text.model import Document, Revision
from ponam_review.workspace.glossary import Glossary, read_glossary

FRONT = "---\nid: {id}\ntitle: {title}\n---\n\n"
FIRST_LINE = 6
"""Of the text of a section, behind its front matter."""


def subject(*sources: str, pictures: tuple[str, ...] = ("carte.png",), glossary: str = "", kinds: tuple[str, ...] = ()) -> Subject:
    """A document `politique` of the sections s1, s2 …; `glossary`: the rows of its glossary."""
    sections, notices, prose = [], [], {}
    for number, source in enumerate(sources, 1):
        name = f"s{number}"
        whole = FRONT.format(id=name, title=f"Partie {number}") + source
        result = read_section(whole, file=f"{name}.md", identified=True)
        kind = kinds[number - 1] if number <= len(kinds) else "corps"
        sections.append(replace(result.value, kind=kind))
        notices += result.notices
        prose[f"{name}.md"] = prose_of(whole, f"{name}.md")
    return Subject(
        Revision("essai", (Document("politique", "Politique", tuple(sections)),)),
        tuple(notices),
        lambda _file, source: b"png" if source in pictures else None,
        prose,
        read_glossary("terme;developpe;definition;type\n" + glossary, "glossaire.csv") if glossary else Glossary(),
    )


def found(checked: Subject, *rules: str) -> list[Finding]:
    """What these rules (by default, those that run unasked) find."""
    return list(check_subject(checked, rules_named(rules) if rules else None))


def told(checked: Subject, *rules: str) -> list[tuple[str, str, int, str]]:
    """Rule, file, line and sentence of each finding."""
    return [(one.rule, one.notice.file, one.notice.line, one.notice.text()) for one in found(checked, *rules)]
