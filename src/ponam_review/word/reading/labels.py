"""The labels that Word prints before numbered paragraphs ("1.2", "a)", "•"), which no file holds: they are counted (ECMA-376-1 §17.9)."""

from __future__ import annotations

from .names import PARAGRAPH_PROPERTIES, VAL, W
from .revisions import ACCEPTED, FORMER, REJECTED, TRACKED
from .symbols import symbol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .hooks import Element

LEVELS = 9
LONGEST = 200
_NUMBER, _STYLE, _OUTLINE = W + "numPr", W + "pStyle", W + "outlineLvl"
_FORMER = FORMER[PARAGRAPH_PROPERTIES]
_BUILT_IN = {f"{word} {level}": level for word in ("heading", "titre") for level in range(1, 10)}


class Level:
    """One level of a list, as its definition says."""

    __slots__ = ("font", "form", "legal", "picture", "restart", "start", "style", "text")

    def __init__(self, element: Element) -> None:
        self.form, self.start, self.text, self.font, self.style = "decimal", 1, "", "", ""
        self.restart: int | None = None
        """The level whose item makes this one start anew: any above it where nothing is said, none for 0 (§17.9.10)."""
        self.legal = False
        self.picture = False
        for child in element.iter():
            name = _local(child)
            if name == "numFmt":
                self.form = (child.get(W + "format") if child.get(VAL) == "custom" else child.get(VAL)) or "decimal"
            elif name == "start":
                self.start = _whole(child.get(VAL), 0)
            elif name == "lvlText":
                self.text = (child.get(VAL) or "")[:LONGEST]
            elif name == "lvlRestart":
                self.restart = _whole(child.get(VAL), 0)
            elif name == "isLgl":
                self.legal = child.get(VAL) not in ("0", "false", "off")
            elif name == "pStyle":
                self.style = child.get(VAL) or ""
            elif name == "lvlPicBulletId":
                self.picture = True
            elif name == "rFonts":
                self.font = child.get(W + "ascii") or child.get(W + "hAnsi") or ""


class Instance:
    """A list as paragraphs name it (`w:num`): a definition, with levels that it sets otherwise."""

    __slots__ = ("abstract", "levels", "starts")

    def __init__(self, abstract: str, levels: dict[int, Level], element: Element) -> None:
        self.abstract = abstract
        self.levels = dict(levels)
        self.starts: dict[int, int] = {}
        for override in element:
            if override.tag != W + "lvlOverride":
                continue
            at = _whole(override.get(W + "ilvl"), 0)
            for child in override:
                if child.tag == W + "lvl":
                    self.levels[at] = Level(child)
                elif child.tag == W + "startOverride":
                    self.starts[at] = _whole(child.get(VAL), 0)

    def level_of_style(self, style: str) -> int | None:
        return next((at for at, level in self.levels.items() if level.style == style), None)

    def start(self, at: int) -> int:
        if at in self.starts:
            return self.starts[at]
        level = self.levels.get(at)
        return level.start if level else 1


class Style:
    """What a paragraph style says of headings and numbers; None where it says nothing."""

    __slots__ = ("based", "level", "number", "number_level", "outline")

    def __init__(self, element: Element) -> None:
        self.based = self.number = ""
        self.outline: int | None = None
        self.number_level: int | None = None
        name = ""
        for child in element:
            if child.tag == W + "name":
                name = (child.get(VAL) or "").strip().lower()
            elif child.tag == W + "basedOn":
                self.based = child.get(VAL) or ""
            elif child.tag == PARAGRAPH_PROPERTIES:
                for said in child:
                    if said.tag == _OUTLINE:
                        self.outline = _whole(said.get(VAL), 9)
                    elif said.tag == _NUMBER:
                        self.number, self.number_level = _number(said)
        self.level = _BUILT_IN.get(name, 0)


class Definitions:
    """Numbering and styles of a file, as far as labels and headings need them."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.language = "fr"
        self.instances: dict[str, Instance] = {}
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, tuple[str, int, int]] = {}
        self.default = ""
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root:
            if element.tag != W + "abstractNum":
                continue
            identity = element.get(W + "abstractNumId") or ""
            levels = abstracts.setdefault(identity, {})
            for child in element:
                if child.tag == W + "lvl":
                    levels.setdefault(_whole(child.get(W + "ilvl"), 0), Level(child))
                elif child.tag == W + "styleLink":
                    linked[child.get(VAL) or ""] = identity
                elif child.tag == W + "numStyleLink":
                    links[identity] = child.get(VAL) or ""
        for element in root:
            if element.tag == W + "num":
                reference = element.find(W + "abstractNumId")
                wanted = (reference.get(VAL) or "") if reference is not None else ""
                wanted = linked.get(links.get(wanted, ""), wanted)
                if wanted in abstracts:
                    self.instances.setdefault(element.get(W + "numId") or "", Instance(wanted, abstracts[wanted], element))

    def _read_styles(self, root: Element) -> None:
        for element in root:
            if element.tag == W + "style" and element.get(W + "type") == "paragraph":
                identity = element.get(W + "styleId") or ""
                self._styles.setdefault(identity, Style(element))
                if element.get(W + "default") in ("1", "true", "on") and not self.default:
                    self.default = identity
            elif element.tag == W + "docDefaults":
                language = next((found.get(VAL) or "" for found in element.iter(W + "lang")), "")
                self.language = language[:2].lower() or "fr"

    def style(self, identity: str) -> tuple[str, int, int]:
        """List, level in it and heading level (0 for none) that a style brings along, what it inherits included."""
        known = self._resolved.get(identity)
        if known is None:
            known = self._resolved[identity] = self._resolve(identity)
        return known

    def _resolve(self, identity: str) -> tuple[str, int, int]:
        number, level, outline, heading = "", None, None, 0
        seen: set[str] = set()
        at = identity
        while at in self._styles and at not in seen:
            seen.add(at)
            style = self._styles[at]
            if style.number and not number:
                number = style.number
                found = self.instances.get(number)
                level = (found.level_of_style(at) if found else None) if style.number_level is None else style.number_level
            outline = style.outline if outline is None else outline
            heading = heading or style.level
            at = style.based
        if outline is not None:
            heading = outline + 1 if 0 <= outline < LEVELS else 0
        if identity not in self._styles and identity[:7] in ("Heading", "Titre") and identity[7:].isdecimal():
            heading = min(int(identity[7:]), LEVELS)
        return number, level or 0, heading

    def form(self, properties: Element | None, reading: int) -> tuple[str, int, int]:
        """The same three for one paragraph in one reading."""
        if properties is None:
            return self.style(self.default)
        if reading == REJECTED:
            properties = _former(properties)
        named = ""
        own: tuple[str, int | None] | None = None
        outline: int | None = None
        for child in properties:
            tag = child.tag
            if tag == _STYLE:
                named = child.get(VAL) or ""
            elif tag == _NUMBER and all(TRACKED.get(mark.tag, ACCEPTED | REJECTED) & reading for mark in child):
                own = _number(child)
            elif tag == _OUTLINE:
                outline = _whole(child.get(VAL), 9)
        number, level, heading = self.style(named if named in self._styles or named else self.default)
        if own is not None:
            number = own[0] or number
            level = level if own[1] is None and not own[0] else own[1] or 0
        if outline is not None:
            heading = outline + 1 if 0 <= outline < LEVELS else 0
        return number, min(max(level, 0), LEVELS - 1), heading


class Counter:
    """The numbers of one reading, as far as it has been read."""

    def __init__(self, definitions: Definitions, reading: int) -> None:
        self.definitions = definitions
        self.reading = reading
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def next(self, properties: Element | None) -> tuple[str, int]:
        """Label ("" for none) and heading level (0 for none) of the paragraph that comes now."""
        number, at, heading = self.definitions.form(properties, self.reading)
        instance = self.definitions.instances.get(number) if number else None
        if instance is None or at not in instance.levels:
            return "", heading
        return self._label(instance, number, at), heading

    def _label(self, instance: Instance, number: str, at: int) -> str:
        """Lists that share a definition count on from one another, unless a list says where it starts (§17.9.15, §17.9.27).

        A level that was skipped counts as begun: after 1.1.1 without any 1.1 comes 1.2.
        """
        counts = self._counts.setdefault(instance.abstract, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for level in instance.starts:
                if 0 <= level < LEVELS:
                    counts[level] = None
        for above in range(at):
            if counts[above] is None:
                counts[above] = instance.start(above)
        value = counts[at]
        counts[at] = instance.start(at) if value is None else value + 1
        for deeper in range(at + 1, LEVELS):
            below = instance.levels.get(deeper)
            restart = below.restart if below else None
            if restart is None or at < restart:
                counts[deeper] = None
        return self._written(instance, counts, at)

    def _written(self, instance: Instance, counts: list[int | None], at: int) -> str:
        level = instance.levels[at]
        if level.form == "bullet":
            return "•" if level.picture else "".join(_bullet(sign, level.font) for sign in level.text)
        out: list[str] = []
        text = level.text
        place = 0
        while place < len(text):
            sign = text[place]
            if sign == "%" and text[place + 1 : place + 2] in "123456789" and place + 1 < len(text):
                shown = int(text[place + 1]) - 1
                out.append(self._number(instance, counts, shown, level) if shown <= at else "")
                place += 2
                continue
            out.append(sign)
            place += 1
        return "".join(out).strip()

    def _number(self, instance: Instance, counts: list[int | None], shown: int, level: Level) -> str:
        value = counts[shown]
        if value is None:
            value = instance.start(shown)
        from .number_forms import in_words

        other = instance.levels.get(shown)
        form = other.form if other else "decimal"
        return in_words(value, "decimal" if level.legal and form != "decimalZero" else form, self.definitions.language)


_DOTS = frozenset("\uf0b7·")


def _bullet(sign: str, font: str) -> str:
    """Bullets of symbol fonts are kept as places in the font."""
    if "\uf000" <= sign <= "\uf0ff" or font.lower() in ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"):
        found = "•" if sign in _DOTS else symbol(font, f"{ord(sign):X}")
        return found if found and not "\ue000" <= found <= "\uf8ff" else "•"
    return sign


def _former(properties: Element) -> Element:
    for child in properties:
        if child.tag == _FORMER:
            return next((former for former in child if former.tag == PARAGRAPH_PROPERTIES), child)
    return properties


def _number(properties: Element) -> tuple[str, int | None]:
    number, level = "", None
    for child in properties:
        if child.tag == W + "numId":
            number = child.get(VAL) or ""
        elif child.tag == W + "ilvl":
            level = _whole(child.get(VAL), 0)
    return number, level


def _whole(value: str | None, default: int) -> int:
    """A whole number as files write them, which is not always one; never one that would take for ever to spell."""
    try:
        return max(-(1 << 31), min(int(float(value or "")), 1 << 31))
    except (ValueError, OverflowError):
        return default


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
