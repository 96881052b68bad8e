"""The page that works offline, in real Chromium, opened from its file."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from ponam_review.html.slimming import slim_script
from ponam_review.intake.desk import Desk
from ponam_review.intake.kit_answer import checksum, read_answer
from ponam_review.intake.layout import lay_out
from ponam_review.intake.pasted import take_text
from ponam_review.intake.receiving import read_arrival, record
from ponam_review.publication.kit.ordering import Receiver
from ponam_review.register.store import Register
from ponam_review.register.values import Stakeholder, Wanted
from ponam_review.register.vocabulary import Certainty
from ponam_review.text.flow import prepare
from ponam_review.text.front import is_generated
from ponam_review.text.model import Document, Revision, Section
from ponam_review.text.plain import block_text
from tests.publication.kit.conftest import OPTIONS, Opened, ready
from tests.publication.kit.kits import ROOT, page_of, sample_order, small_flow, small_order
from tests.publication.kit.kits import words as paragraph
from tests.register.conftest import NOW

PHONE = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}
ADD = ": faire une observation"
MOST_BYTES = 400_000
SELECT = """([address, words]) => {
    const button = [...document.querySelectorAll("button.add")].find((one) => one.textContent === address);
    const walk = document.createTreeWalker(button.closest("p, h1, h2, h3, div.tabular"), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) { continue; }
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }
}"""


def start(page: Page, address: str) -> None:
    """Open the form of a paragraph."""
    page.get_by_role("button", name=f"{address} {ADD}").click()


def keep(page: Page) -> None:
    page.get_by_role("button", name="Garder l’observation").click()


def sign(page: Page, structure: str = "DGME", name: str = "Personne fictive") -> None:
    page.locator("#_structure").fill(structure)
    page.locator("#_name").fill(name)
    page.get_by_role("button", name="Continuer").click()


def save(page: Page, folder: Path) -> Path:
    """Save the answer from the dialog that sends it."""
    page.locator("#_to-send").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    page.locator("#_send-close").click()
    return target


def inside(path: Path) -> dict[str, list[dict[str, object]]]:
    return read_answer(path.read_bytes(), path.name)


# ------------------------------------------------------------------ what it is


@pytest.mark.parametrize("rev", ["policy/historique/projet-0", "."])
def test_the_sample_weighs_less_than_400_kb(rev: str) -> None:
    assert len(page_of(sample_order(rev)).encode()) <= MOST_BYTES


def test_it_asks_nothing_of_any_network_and_runs_our_script_only() -> None:
    page = page_of(small_order())
    assert "default-src 'none'" in page
    assert "script-src 'sha256-" in page
    assert " onclick=" not in page and "https://" not in page.partition("<main")[0].replace("http-equiv", "")


def test_no_text_can_end_an_element_or_run(chromium: Browser, tmp_path: Path) -> None:
    """Titles, sections and contacts come from people: whatever they hold stays words."""
    evil = "</script></title><script>document.title='lost'</script><img src=x onerror=\"document.title='lost'\">'"
    flow = prepare(Revision(evil, (Document("t", evil, (Section("s'1", evil, (paragraph(evil),)),)),)))
    order = replace(small_order(Receiver(evil, evil)), flow=flow, edition=evil, subject=evil, contact=evil)
    (tmp_path / "k.html").write_text(page_of(order), encoding="utf-8")
    page = ready(chromium.new_page(), tmp_path / "k.html")
    start(page, "s'1 ¶1")
    assert page.locator("#_passage").text_content() == evil
    page.locator("#_words-of").fill(evil)
    keep(page)
    page.locator("#_to-send").click()
    page.get_by_role("button", name="Copier en texte").click()
    assert page.title().startswith("</script>") and page.locator("img").count() == 0
    page.close()


def test_the_same_order_gives_the_same_bytes() -> None:
    assert page_of.__wrapped__(small_order()) == page_of.__wrapped__(small_order())


def test_it_reads_without_a_script(chromium: Browser, small: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small.as_uri())
    assert page.get_by_text("Dernier alinéa.").is_visible()
    assert page.locator("noscript p").is_visible()
    shown = page.locator("main u").nth(1).evaluate("(one) => getComputedStyle(one, '::before').content")
    assert "intro" in shown
    assert not page.locator("#_to-mine").is_visible()
    context.close()


def test_scripts_are_made_lighter_without_touching_strings_and_patterns() -> None:
    code = 'const a = "a = b // c";  // gone\n  if (x) { y(/[/ ]\\s+ /g, " , "); }\nreturn  a;\n'
    assert slim_script(code) == 'const a="a = b // c";\nif(x){y(/[/ ]\\s+ /g," , ");}\nreturn a;'


# ------------------------------------------------------------------ reading


def test_it_knows_the_words_of_every_block_as_the_register_has_them(chromium: Browser, tmp_path: Path) -> None:
    """The part of the page's script that reads blocks, run on the page as it was written."""
    reading = (ROOT / "templates/kit/passages.js").read_text(encoding="utf-8")
    said = "findBlocks(); return blocks.map((one) => [one.section, one.number, read(one).text]);"
    page = chromium.new_page()
    for order in (small_order(), sample_order()):
        (tmp_path / "nu.html").write_text(page_of(order).rpartition("<script>")[0], encoding="utf-8")
        page.goto((tmp_path / "nu.html").as_uri())
        found = page.evaluate(f"() => {{ const main = document.getElementById('_text'); {reading} {said} }}")
        items = [item for item in order.flow.items if item.section and not is_generated(item.block)]
        wanted = [[item.section, item.number, block_text(item.block)] for item in items]
        assert [row[:2] for row in found] == [row[:2] for row in wanted]
        assert [(a, b) for a, b in zip(found, wanted, strict=True) if a != b] == []
    page.close()


def test_search_knows_no_accents_and_leads_to_the_paragraph(visit: Opened, sample: Path) -> None:
    page = visit(sample)
    page.locator("#_to-find").click()
    page.locator("#_words").fill("competences SOUS-employees")
    page.wait_for_selector("#_hits li")
    assert page.locator("#_found").text_content() == "1 alinéa"
    assert page.locator("#_hits mark").text_content() == "compétences"
    page.locator("#_words").press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "axe-1 ¶3"


def test_it_speaks_french_and_english(visit: Opened, small: Path) -> None:
    page = visit(small)
    start(page, "suite ¶1")
    page.locator("#_words-of").fill("Trop court.")
    keep(page)
    sign(page)
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("button", name="My remarks").is_visible()
    assert page.get_by_role("note", name="Your remark: suite").is_visible() or page.get_by_role("note", name="Your remark").is_visible()
    assert page.locator("#_until").text_content() == "answer before 31\u00a0March\u00a02026"
    assert page.evaluate("document.documentElement.lang") == "fr"  # the text keeps its language
    assert page.evaluate("document.getElementById('_mine').lang") == "en"


# ------------------------------------------------------------------ answering


def test_remarks_and_proposals_are_written_corrected_and_deleted(visit: Opened, small: Path, tmp_path: Path) -> None:
    page = visit(small)
    start(page, "intro ¶1")
    page.locator("#_words-of").fill("Dire « toutes les personnes ».")
    page.get_by_label("Remplacer ce passage").check()
    page.locator("#_proposal").fill("Le texte protège toutes les personnes migrantes 🌍, à l’aller comme au retour.")
    assert "toutes" in (page.locator("#_change ins").text_content() or "")
    page.get_by_label("Nature").select_option("substance")
    keep(page)
    sign(page)
    page.evaluate(SELECT, ["intro ¶10", "un mot : trois"])
    page.get_by_role("button", name="Observer ce passage").click()
    page.get_by_label("Supprimer ce passage").check()
    keep(page)
    start(page, "suite ¶1")
    page.get_by_label("Ajouter un alinéa après").check()
    page.locator("#_proposal").fill("Un alinéa de plus.")
    keep(page)
    page.locator("#_to-mine").click()
    page.get_by_role("button", name="Ajouter une observation générale").click()
    page.locator("#_words-of").fill("Texte clair.")
    keep(page)
    assert page.locator("#_count").text_content() == "4"
    remarks = inside(save(page, tmp_path))["remarks"]
    assert [(r["edit"], r["text"], r["proposal"]) for r in remarks] == [
        ("", "Texte clair.", ""),
        ("reword", "Dire « toutes les personnes ».", "Le texte protège toutes les personnes migrantes 🌍, à l’aller comme au retour."),
        ("delete", "", ""),
        ("insert-after", "", "Un alinéa de plus."),
    ]
    assert remarks[2]["place"] == {
        "section": "intro", "block": 10, "whole": False, "exact": "un mot : trois", "prefix": "Un mot, un mot, ",
        "suffix": " fois le même.", "start": 16, "address": "intro ¶10",
    }  # fmt: skip
    page.get_by_role("button", name="Modifier : suite ¶1").click()
    page.get_by_role("button", name="Supprimer", exact=True).click()
    assert page.locator("#_count").text_content() == "3"
    page.get_by_role("button", name="Annuler").click()
    assert page.locator("#_count").text_content() == "4"
    assert inside(save(page, tmp_path))["sequence"] == 2


def test_a_passage_of_a_table_is_one_cell_of_it(visit: Opened, small: Path) -> None:
    page = visit(small)
    page.evaluate(SELECT, ["intro ¶8", "puis quatre"])
    page.get_by_role("button", name="Observer ce passage").click()
    assert page.locator("#_passage").text_content() == "puis quatre"


def test_an_empty_remark_is_not_kept_and_says_why(visit: Opened, small: Path) -> None:
    page = visit(small)
    start(page, "intro ¶1")
    keep(page)
    assert page.locator("#_remark-wrong").text_content() == "Écrivez une observation, ou proposez une rédaction."
    assert page.evaluate("document.activeElement.id") == "_words-of"


def test_the_file_fits_its_schema(visit: Opened, small: Path, tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    page = visit(small)
    start(page, "intro ¶2")
    page.locator("#_words-of").fill('Guillemets " et \\ et \u2028 et 🌍.')
    keep(page)
    sign(page, "Mairie d’Exemple")
    path = save(page, tmp_path)
    schema = json.loads((ROOT / "src/ponam_review/schemas/ponam-kit-answer-1.json").read_text(encoding="utf-8"))
    shape = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(shape)
    assert path.name == "reponse-Mairie-d-Exemple-projet-0.json"
    assert checksum(shape["answer"]) == shape["sha256"]
    again = save(page, tmp_path)
    assert again.read_bytes() == path.read_bytes()  # nothing changed since


def test_a_saved_file_goes_on_in_another_browser(visit: Opened, small: Path, tmp_path: Path) -> None:
    page = visit(small)
    start(page, "intro ¶2")
    page.locator("#_words-of").fill("Une remarque.")
    keep(page)
    sign(page)
    path = save(page, tmp_path)
    other = visit(small)
    other.locator("#_to-send").click()
    other.locator("#_file").set_input_files(path)
    other.get_by_text("Fichier repris").wait_for()
    assert other.locator("#_signed").text_content() == "Personne fictive, DGME"
    for broken, sentence in (
        (path.read_text(encoding="utf-8").replace("Une remarque", "Deux remarques"), "somme de contrôle"),
        (path.read_text(encoding="utf-8")[:300], "n’est pas une réponse lisible"),
    ):
        file = tmp_path / "abime.json"
        file.write_text(broken, encoding="utf-8")
        other.locator("#_file").set_input_files(file)
        other.locator("#_file-said", has_text=sentence).wait_for()
    assert other.locator("#_count").text_content() == "1"


def test_what_it_saves_enters_the_register_once_and_for_certain(
    visit: Opened, small: Path, tmp_path: Path, register: Register
) -> None:
    page = visit(small)
    for address, words in (("intro ¶10", "un mot : trois"), ("intro ¶8", "puis quatre"), ("intro ¶2", "Seconde ligne"), ("suite", "Suite")):
        page.evaluate(SELECT, [address, words])
        page.get_by_role("button", name="Observer ce passage").click()
        page.locator("#_words-of").fill(f"Sur {address}.")
        keep(page)
        if page.locator("#_who").is_visible():
            sign(page)
    first = save(page, tmp_path).read_bytes()
    page.get_by_role("button", name="Modifier : intro ¶2").click()
    page.locator("#_words-of").fill("Sur intro ¶2, autrement dit.")
    keep(page)
    second = save(page, tmp_path).read_bytes()
    for content in (first, first, second, second, first):
        arrival = read_arrival(content, "reponse.json", lay_out(small_flow()), register.stakeholders(), None)
        assert record(register, arrival, author="Secrétariat", now=NOW).refusal is None
    comments = list(register.comments(Wanted(standing=None)))
    assert len(comments) == 5 and len(list(register.comments())) == 4
    assert {comment.place.certainty for comment in comments} == {Certainty.CERTAIN}
    assert {comment.quote for comment in comments} == {"un mot : trois", "puis quatre", "Seconde ligne", ""}


def test_remarks_can_be_copied_as_text_and_printed(visit: Opened, small: Path) -> None:
    page = visit(small)
    start(page, "intro ¶2")
    page.locator("#_words-of").fill("Une remarque.")
    keep(page)
    sign(page)
    page.evaluate("window.print = () => { document.documentElement.dataset.printed = document.getElementById('_paper').innerText; }")
    page.locator("#_to-send").click()
    page.get_by_role("button", name="Copier en texte").click()
    text = page.locator("#_copied").input_value()
    assert "[intro ¶2]\nObservation\u00a0: Une remarque." in text and "De\u00a0: Personne fictive, DGME" in text
    taken = take_text(text.encode(), "message.txt", Desk(lay_out(small_flow()), (Stakeholder("DGME", "Délégation"),)))
    (comment,) = taken.submissions[0].comments
    assert (comment.text, comment.author, taken.submissions[0].stakeholder) == ("Une remarque.", "Personne fictive", "DGME")
    assert comment.place.selector is not None and (comment.place.selector.section, comment.place.selector.block) == ("intro", 2)
    page.get_by_role("button", name="Imprimer mes observations").click()
    assert "Une remarque." in (page.locator("html").get_attribute("data-printed") or "")


# ------------------------------------------------------------------ power cuts, and browsers that keep nothing


def test_nothing_is_lost_when_the_browser_is_killed(playwright: Playwright, engine: Callable[[str], Path], small: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profil"

    def launched() -> tuple[BrowserContext, Page]:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=engine("chromium"), args=OPTIONS)
        return context, ready(context.pages[0], small)

    context, page = launched()
    start(page, "intro ¶1")
    page.locator("#_words-of").fill("Gardée.")
    keep(page)
    sign(page)
    start(page, "intro ¶2")
    page.locator("#_words-of").press_sequentially("En cours d’écri")
    page.wait_for_timeout(400)
    page.wait_for_selector("html[data-kept=disk]")
    os.kill(int(os.readlink(profile / "SingletonLock").rpartition("-")[2]), signal.SIGKILL)
    with suppress(Error):  # it is dead
        context.close()
    context, page = launched()
    assert page.locator("#_count").text_content() == "1"
    page.get_by_role("button", name="La reprendre").click()
    assert page.locator("#_words-of").input_value() == "En cours d’écri"
    keep(page)
    assert inside(save(page, tmp_path))["remarks"][1]["text"] == "En cours d’écri"
    context.close()


def test_a_browser_that_forbids_storage_says_so_and_saves_all_the_same(
    playwright: Playwright, engine: Callable[[str], Path], small: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "profil" / "Default"
    settings.mkdir(parents=True)
    (settings / "Preferences").write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(tmp_path / "profil", executable_path=engine("chromium"), args=OPTIONS)
    page = ready(context.pages[0], small)
    assert "interdit de garder" in (page.locator("#_alert").text_content() or "")
    assert page.locator("html").get_attribute("data-kept") == "no"
    start(page, "intro ¶1")
    page.locator("#_words-of").fill("Quand même.")
    keep(page)
    sign(page)
    assert [remark["text"] for remark in inside(save(page, tmp_path))["remarks"]] == ["Quand même."]
    context.close()


# ------------------------------------------------------------------ for everybody


def test_the_keyboard_alone_is_enough(visit: Opened, small: Path, tmp_path: Path) -> None:
    page = visit(small)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "intro"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_words-of"
    page.keyboard.type("Au clavier.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # choose a shorter passage
    assert page.evaluate("document.activeElement.id") == "_whole"
    for _ in range(8):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#_passage").text_content() == "Le texte"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # replace
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("La politique")
    while page.evaluate("document.activeElement.textContent") != "Garder l’observation":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("DGME")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "intro ¶1"  # back where it began
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "intro"
    remark = inside(save(page, tmp_path))["remarks"][0]
    assert (remark["text"], remark["proposal"]) == ("Au clavier.", "La politique")


@pytest.mark.parametrize("options", [{"viewport": {"width": 1360, "height": 900}}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_any_state(visit: Opened, small: Path, options: dict[str, object]) -> None:
    page = visit(small, **options)
    axe = Axe()

    def check(state: str) -> None:
        if options is PHONE and state in ("text", "who", "#_to-find"):
            return  # laid out as on a desktop
        found = axe.run(page).response["violations"]
        assert not found, f"{state}: " + "; ".join(f"{v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found)

    check("text")
    start(page, "intro ¶1")
    page.get_by_label("Remplacer ce passage").check()
    page.locator("#_proposal").fill("Autre chose.")
    page.get_by_role("button", name="Choisir un passage plus court").click()
    check("remark")
    keep(page)
    check("who")
    sign(page)
    check("text with a remark")
    for way in ("#_to-mine", "#_to-send", "#_to-find"):
        page.locator(way).click()
        page.wait_for_timeout(50)
        check(way)
        page.keyboard.press("Escape")


def test_axe_finds_nothing_in_the_sample(visit: Opened, sample: Path) -> None:
    # What the small text does not have: long contents, wide tables with spans, figures. The whole of it would take a minute.
    parts = [[".contents"], ["section[data-s=financement]"], [".notes"]]
    found = Axe().run(visit(sample), context={"include": parts}).response["violations"]
    assert not found, [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]


def test_nothing_overflows_a_phone(visit: Opened, sample: Path) -> None:
    page = visit(sample, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_sample_is_usable_within_a_second_on_a_slow_phone(visit: Opened, sample: Path) -> None:
    """Four times slower than this machine: the best of three, for others work on it too."""
    page = visit(sample, **PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = []
    for _ in range(3):
        page.reload()
        page.wait_for_selector("html[data-ready=yes]")
        times.append(page.evaluate("performance.getEntriesByName('shown')[0].startTime"))
    print(f"usable after {min(times):.0f} ms")  # noqa: T201 - the figure that the issue asks for
    assert min(times) <= 1000
