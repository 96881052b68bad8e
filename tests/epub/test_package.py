"""The book opens everywhere: its container, its package document and its navigation agree, every link leads somewhere."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from ponam_review.epub.package import write_epub
from ponam_review.html.book import write_book
from ponam_review.html.page import book_style
from ponam_review.text.beside import labels_beside
from ponam_review.text.flow import prepare
from ponam_review.workspace import locate, open_workspace, read_source
from ponam_review.workspace.images import image_reader
from tests.html import cases

ROOT = Path(__file__).parents[2]
DATE = "2026-05-04T09:00:00+00:00"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def book_of(flow: object, images: object, **more: str) -> bytes:
    book = write_book(flow, images=images, labels=labels_beside(flow, numbered=True)).value  # type: ignore[arg-type]
    style, fonts = book_style()
    return write_epub(book, style=style, fonts=fonts, created=DATE, identifier="essai", **more)


@cache
def sample() -> bytes:
    source = locate("policy/historique/projet-0", workspace=open_workspace(ROOT, ROOT), here=ROOT)
    return book_of(prepare(read_source(source).value), image_reader(source))


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def test_the_first_member_says_what_the_file_is() -> None:
    archive = opened(sample())
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, archive.read("mimetype")) == ("mimetype", zipfile.ZIP_STORED, b"application/epub+zip")
    (root,) = xml(archive, "META-INF/container.xml").iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    assert root.get("full-path") in archive.namelist()


def test_the_package_lists_every_file_once_and_reads_in_order() -> None:
    archive = opened(sample())
    package = xml(archive, "EPUB/package.opf")
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    files = {name.removeprefix("EPUB/") for name in archive.namelist() if name.startswith("EPUB/")} - {"package.opf"}
    assert set(items.values()) == files
    order = [items[reference.get("idref")] for reference in package.iter(f"{OPF}itemref")]
    assert order[:2] == ["texte/couverture.xhtml", "nav.xhtml"]
    assert {name for name in files if name.endswith(".xhtml")} == set(order)
    assert package.find(f".//{DC}language").text == "fr"
    assert package.find(f".//{DC}title").text.startswith("Politique nationale de migration")


def test_every_page_is_xhtml_and_every_link_leads_somewhere() -> None:
    for content in (sample(), *(book_of(make(), cases.images) for make in cases.CLEAN.values())):
        archive = opened(content)
        names = set(archive.namelist())
        pages = {name: xml(archive, name) for name in names if name.endswith(".xhtml")}
        ids = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in pages.items()}
        for name, page in pages.items():
            assert page.get("lang")
            assert len(ids[name]) == len(set(ids[name]))
            for element in page.iter(f"{XHTML}a", f"{XHTML}img", f"{XHTML}link"):
                target = element.get("href") or element.get("src")
                if re.match(r"[a-z]+:", target):
                    assert target.startswith(("http", "mailto:"))
                    continue
                path, _, fragment = target.partition("#")
                place = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                assert place in names, (name, target)
                assert not fragment or fragment in ids[place], (name, target)


def test_pictures_are_files_with_descriptions() -> None:
    archive = opened(sample())
    pictures = [e for name in archive.namelist() if name.endswith(".xhtml") for e in xml(archive, name).iter(f"{XHTML}img")]
    assert pictures
    assert all(picture.get("alt") and picture.get("src").startswith("../images/") for picture in pictures)


def test_contents_tables_and_figures_can_be_reached() -> None:
    navigation = xml(opened(sample()), "EPUB/nav.xhtml")
    kinds = [e.get("{http://www.idpf.org/2007/ops}type") for e in navigation.iter(f"{XHTML}nav")]
    assert kinds == ["toc", "lot", "loi", "landmarks"]


def test_the_letters_of_the_national_languages_travel_with_the_book() -> None:
    archive = opened(sample())
    assert archive.read("EPUB/fonts/PonamSerif.woff2")[:4] == b"wOF2"
    assert "fonts/PonamSerif.woff2" in archive.read("EPUB/style.css").decode()


def test_the_same_book_has_the_same_bytes_and_says_whose_copy_it_is() -> None:
    flow = cases.policy()
    assert book_of(flow, cases.images) == book_of(flow, cases.images)
    archive = opened(book_of(flow, cases.images, foot="Exemplaire n° 3 – HCME"))
    chapters = [name for name in archive.namelist() if name.startswith("EPUB/texte/")]
    assert all("Exemplaire n° 3 – HCME" in archive.read(name).decode() for name in chapters)
