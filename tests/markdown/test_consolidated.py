from __future__ import annotations

from ponam_review.markdown.consolidated import write_flow
from ponam_review.text.flow import prepare
from ponam_review.text.model import Cell, Cover, Document, Heading, Paragraph, Reference, Revision, Row, Run, Section, Table

EXPECTED = """\
# Politique

**EXEMPLE FICTIF**

**Sommaire**

- [1 Vision](#vision)
  - [1.1 Énoncé](#enonce)

# 1 Vision {#vision}

## 1.1 Énoncé {#enonce}

Voir le [tableau\u00a01](#tab-1) et [section\u00a01.1](#enonce).

Table: Tableau\u00a01\u00a0– Chiffres {#tab-1}

| 12 |
|---|
"""


def test_numbers_labels_and_contents_are_text() -> None:
    words = Paragraph((Run("Voir le "), Reference("tab-1"), Run(" et "), Reference("enonce"), Run(".")))
    table = Table((Row((Cell((Paragraph((Run("12"),)),)),)),), caption=(Run("Chiffres"),), id="tab-1")
    section = Section("vision", "Vision", (Heading(2, (Run("Énoncé"),), "enonce"), words, table))
    document = Document("politique", "Politique", (section,), cover=Cover(mark="EXEMPLE FICTIF"))
    assert write_flow(prepare(Revision("x", (document,)))) == EXPECTED
