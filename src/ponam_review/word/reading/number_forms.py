"""Numbers as lists print them (ST_NumberFormat, ECMA-376-1 §17.18.59)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CHICAGO = "*†‡§"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC_LETTERS = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_CIRCLED = {0: "⓪", **{n: chr(0x245F + n) for n in range(1, 21)}}
_MOST = 100_000
"""Beyond this a roman number or a row of letters would be longer than any label."""
_MOST_ROMAN = 10_000

_FRENCH_ONES = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
).split()
_FRENCH_TENS = "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ORDINALS = dict(
    zip("one two three five eight nine twelve".split(), "first second third fifth eighth ninth twelfth".split(), strict=True)
)


def in_words(value: int, form: str, language: str) -> str:
    """A number in a form; decimal for forms that are rare or that no label shows."""
    known = _FORMS.get(form)
    if known is not None:
        return known(value, language)
    if "," in form:
        return _padded(value, form)
    return str(value)


def _letters(value: int, alphabet: str) -> str:
    """z is followed by aa, bb, not by aa, ab."""
    if not 0 < value <= _MOST:
        return str(value)
    turns, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (turns + 1) if turns < 40 else str(value)


def _latin(value: int, _language: str) -> str:
    return _letters(value, "abcdefghijklmnopqrstuvwxyz")


def _roman(value: int, _language: str) -> str:
    if not 0 < value <= _MOST_ROMAN:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        out += sign * count
    return out


def _ordinal(value: int, language: str) -> str:
    if language == "fr":
        return "1er" if value == 1 else f"{value}e"
    if language != "en":
        return f"{value}."
    return f"{value}{'th' if value % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _cardinal(value: int, language: str) -> str:
    if not 0 <= value < 1000:
        return str(value)
    return (_english(value) if language == "en" else _french(value) if language == "fr" else str(value)).capitalize()


def _french(value: int) -> str:
    if value >= 100:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{_FRENCH_ONES[hundreds]} cent"
        return f"{head} {_french(rest)}" if rest else head + ("s" if hundreds > 1 else "")
    if value < 20:
        return _FRENCH_ONES[value]
    tens, ones = divmod(value, 10)
    if tens in (7, 9):
        ones += 10
    head = _FRENCH_TENS[tens]
    if not ones:
        return head + ("s" if tens == 8 else "")
    return head + (" et " if ones in (1, 11) and tens < 8 else "-") + _FRENCH_ONES[ones]


def _english(value: int) -> str:
    if value >= 100:
        hundreds, rest = divmod(value, 100)
        return f"{_ENGLISH_ONES[hundreds]} hundred" + (f" {_english(rest)}" if rest else "")
    if value < 20:
        return _ENGLISH_ONES[value]
    tens, ones = divmod(value, 10)
    return _ENGLISH_TENS[tens] + (f"-{_ENGLISH_ONES[ones]}" if ones else "")


def _ordinal_words(value: int, language: str) -> str:
    if language == "fr" and 0 < value < 1000:
        if value == 1:
            return "Premier"
        word = _french(value)
        for ending, stem in (("cinq", "cinqu"), ("neuf", "neuv"), ("cents", "cent"), ("vingts", "vingt"), ("e", "")):
            if word.endswith(ending):
                word = word.removesuffix(ending) + stem
                break
        return (word + "ième").capitalize()
    if language == "en" and 0 < value < 1000:
        head, dash, last = _english(value).rpartition("-")
        head, dash, last = _english(value).rpartition(" ") if not dash else (head, dash, last)
        ordinal = _ENGLISH_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        return (head + dash + ordinal).capitalize()
    return _ordinal(value, language)


def _chicago(value: int, _language: str) -> str:
    turns, place = divmod(value - 1, len(_CHICAGO))
    return _CHICAGO[place] * (turns + 1) if 0 < value <= 4 * 40 else str(value)


def _padded(value: int, form: str) -> str:
    """Custom forms name their first values: "001, 002, 003, ..."."""
    width = len(form.partition(",")[0].strip())
    return str(value).rjust(min(width, 20), "0")


_FORMS: dict[str, Callable[[int, str], str]] = {
    "decimal": lambda value, _: str(value),
    "decimalZero": lambda value, _: f"{value:02d}",
    "upperRoman": lambda value, language: _roman(value, language).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value, language: _latin(value, language).upper(),
    "lowerLetter": _latin,
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_words,
    "hex": lambda value, _: f"{value:X}",
    "chicago": _chicago,
    "numberInDash": lambda value, _: f"- {value} -",
    "decimalEnclosedCircle": lambda value, _: _CIRCLED.get(value, str(value)),
    "decimalEnclosedCircleChinese": lambda value, _: _CIRCLED.get(value, str(value)),
    "decimalEnclosedParen": lambda value, _: f"({value})",
    "decimalEnclosedFullstop": lambda value, _: f"{value}.",
    "decimalFullWidth": lambda value, _: str(value).translate({0x30 + n: 0xFF10 + n for n in range(10)}),
    "russianLower": lambda value, _: _letters(value, _RUSSIAN),
    "russianUpper": lambda value, _: _letters(value, _RUSSIAN.upper()),
    "arabicAlpha": lambda value, _: _letters(value, _ARABIC_LETTERS),
    "arabicAbjad": lambda value, _: _letters(value, _ABJAD),
    "hebrew2": lambda value, _: _letters(value, _HEBREW),
    "none": lambda value, _: "",
    "bullet": lambda value, _: "",
}
