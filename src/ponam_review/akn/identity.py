"""What a document is called: work, expression and manifestation, after FRBR (Akoma Ntoso Naming Convention 1.0, §4).

The work is the policy itself, whatever its wording; the expression is its text in one language at one date, which an edition is; the
manifestation is this file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from .markup import attribute, quoted

LANGUAGES = {"fr": "fra", "en": "eng", "bm": "bam", "ff": "ful", "ar": "ara"}
"""ISO 639-2 codes, which the naming convention asks for."""
SOURCE = "#editeur"
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


def _code(language: str) -> str:
    """The three letters of a language; "und" where nobody has said them."""
    name = language.partition("-")[0].lower()
    return LANGUAGES.get(name, name if len(name) == 3 else "und")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the text is, and what its file says of who made it."""

    document: str
    title: str
    author: str
    """The institution that answers for the text."""
    language: str
    work_date: str
    """When the work began (ISO date): that of the first edition. It never changes, and stands in the name of the work."""
    date: str
    """The edition's date."""
    edition: str = ""
    status: str = ""
    country: str = "ml"
    component: str = ""
    """Empty for the main document; "annexe-a" for an annex."""

    def part(self, component: str, title: str) -> Identity:
        """The identity of an attachment."""
        return replace(self, component=component, title=title)


def meta(identity: Identity) -> str:
    """The `meta` element: identification, publication and references."""
    work = f"/akn/{identity.country}/doc/{identity.work_date}/{slug(identity.document)}"
    language = _code(identity.language)
    expression = f"{work}/{language}@{identity.date}"
    this = f"!{identity.component}" if identity.component else "!main"
    version = slug(identity.edition)
    author = '<FRBRauthor href="#auteur" as="#redacteur"/>'
    names = attribute("value", identity.title)
    number = f"<FRBRversionNumber{attribute('value', identity.edition)}/>" if version else ""
    return (
        f'<meta>\n<identification source="{SOURCE}">\n'
        f"<FRBRWork>{_names(work, this, identity.work_date, 'creation')}{author}"
        f'<FRBRcountry value="{quoted(identity.country)}"/><FRBRname{names}/>'
        '<FRBRprescriptive value="false"/><FRBRauthoritative value="false"/></FRBRWork>\n'
        f"<FRBRExpression>{_names(expression, this, identity.date, 'expression')}{author}{number}"
        f'<FRBRlanguage language="{language}"/></FRBRExpression>\n'
        f"<FRBRManifestation>{_names(f'{expression}.xml', this, identity.date, 'manifestation', file=True)}{author}"
        '<FRBRformat value="application/akn+xml"/></FRBRManifestation>\n'
        "</identification>\n"
        f"{_publication(identity)}"
        f"{_references(identity)}</meta>\n"
    )


def _references(identity: Identity) -> str:
    """Whom `#auteur` and `#editeur` name; once a file, since ids stand once."""
    if identity.component:
        return ""
    return (
        f'<references source="{SOURCE}">\n'
        f'<TLCOrganization eId="auteur" href="/akn/ontology/organization/{slug(identity.author) or "auteur"}"'
        f"{attribute('showAs', identity.author or identity.title)}/>\n"
        f'<TLCRole eId="redacteur" href="/akn/ontology/role/author" showAs="{_ROLE.get(identity.language[:2], "auteur")}"/>\n'
        '<TLCOrganization eId="editeur" href="/akn/ontology/organization/ponam-review" showAs="ponam-review"/>\n'
        "</references>\n"
    )


_ROLE = {"fr": "auteur", "en": "author"}


def _names(uri: str, this: str, date: str, what: str, *, file: bool = False) -> str:
    own = f"{uri.removesuffix('.xml')}/{this}.xml" if file else f"{uri}/{this}"
    return f'<FRBRthis value="{quoted(own)}"/><FRBRuri value="{quoted(uri)}"/><FRBRdate date="{quoted(date)}" name="{what}"/>'


def _publication(identity: Identity) -> str:
    if not identity.edition:
        return ""
    shown = attribute("showAs", identity.status or identity.edition)
    return f'<publication date="{quoted(identity.date)}" name="{quoted(identity.edition)}"{shown}/>\n'


def slug(words: str) -> str:
    """ "Plan d’action" → "plan-d-action"."""
    plain = "".join(c for c in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(c))
    return _NOT_IN_NAME.sub("-", plain).strip("-")
