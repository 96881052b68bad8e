"""Grouping of near-duplicates: time, memory, precision and recall on made-up French remarks.

    python benches/grouping.py [REMARKS]

A third are letters of campaigns (each sender changes, adds or drops some words, or adds a sentence of their own), a third speak alone, a
sixth are short, a sixth are one remark sent by several institutions with other punctuation and spelling.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter, defaultdict

from ponam_review.register.grouping.likeness import Firsts, said

# ruff: noqa: E501 - lists of words

STARTS = """Nous demandons que|Il est regrettable que|Le texte devrait prévoir que|La politique ne dit pas que|Il faut préciser que
Notre organisation propose que|Les services constatent que|Aucun passage n'indique que|La région souhaite que|Le comité estime que""".replace("\n", "|").split("|")
WHO = """les migrants de retour|les femmes chefs de ménage|les enfants non accompagnés|les postes consulaires|les collectivités
les transporteurs|les banques|les associations de la diaspora|les jeunes sans emploi|les agents des frontières|les maires
les étudiants boursiers|les orpailleurs|les éleveurs transhumants|les familles des disparus|les médecins expatriés""".replace("\n", "|").split("|")
VERBS = """reçoivent|remboursent|déclarent|financent|évaluent|protègent|recensent|accompagnent|informent|hébergent|forment|soutiennent
publient|transmettent|contrôlent|consultent|rejoignent|garantissent|suivent|mesurent""".replace("\n", "|").split("|")
WHAT = """un appui au logement|les transferts de fonds|une carte consulaire|les données statistiques|un conseil juridique gratuit
la formation professionnelle|les soins d'urgence|un budget annuel|les actes d'état civil|un rapport public|la scolarité des enfants
les frais de rapatriement|une ligne téléphonique|les terres agricoles|un centre d'accueil|les épargnes collectives|le visa de travail""".replace("\n", "|").split("|")
WHERE = """à Kayes|à Sikasso|dans le Sahel|en Côte d'Ivoire|au Gabon|en France|à la frontière|dans les aéroports|sur la route du nord
dans chaque cercle|à Ménaka|en Espagne|dans les ambassades|en zone rurale|à Mopti|dans la capitale""".replace("\n", "|").split("|")
WHEN = """chaque année|avant 2028|dès l'arrivée|pendant six mois|sans délai|tous les trois mois|au moins une fois|après enquête
sous trente jours|pendant l'hivernage|en cas de crise|lors du retour""".replace("\n", "|").split("|")
SHORTS = "À supprimer.|D'accord.|Préciser.|Voir avec le MEF.|À reformuler.|Source ?|Chiffre à vérifier.|Ajouter le sigle.".split("|")


def clause(pick: random.Random) -> str:
    return " ".join(pick.choice(words) for words in (WHO, VERBS, WHAT, WHERE, WHEN))


def remark(pick: random.Random, clauses: int) -> str:
    return pick.choice(STARTS) + " " + ", que ".join(clause(pick) for _ in range(clauses)) + "."


def edited(text: str, pick: random.Random) -> str:
    words = text.split()
    for _ in range(pick.randrange(1, max(2, len(words) // 12))):
        at = pick.randrange(len(words))
        match pick.randrange(4):
            case 0:
                del words[at]
            case 1:
                words.insert(at, pick.choice(["vraiment", "aussi", "donc", "toujours", "enfin"]))
            case 2:
                words[at] = words[at].upper()
            case _:
                words[at] = pick.choice(pick.choice([WHEN, WHERE]))
    out = " ".join(words)
    return f"{out} {remark(pick, 1)}" if pick.random() < 0.15 else out


def made(count: int, pick: random.Random) -> list[tuple[str, str, int]]:
    """Remarks with their place and the group they truly belong to."""
    out: list[tuple[str, str, int]] = []
    group = 0
    while len(out) < count:
        group += 1
        place = f"axe-{pick.randrange(1, 9)} {pick.randrange(1, 40)}"
        match pick.randrange(240):
            case 0:
                letter = remark(pick, pick.randrange(4, 9))
                out += [(edited(letter, pick), place, group) for _ in range(pick.choice([20, 60, 200, 400]))]
            case n if n < 160:
                out.append((remark(pick, pick.randrange(1, 6)), place, group))
            case n if n < 200:
                word = pick.choice(SHORTS)
                out.append((word, place, hash((word, place))))
            case _:
                text = remark(pick, pick.randrange(2, 5))
                out += [(edited(text, pick) if pick.random() < 0.7 else text.lower(), place, group) for _ in range(pick.randrange(2, 6))]
    pick.shuffle(out)
    return out[:count]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    remarks = made(count, random.Random(3))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, work = time.perf_counter(), time.process_time()
    firsts = Firsts()
    found = [firsts.join(said(n, text, "", "", place)).first for n, (text, place, _) in enumerate(remarks, 1)]
    seconds, work = time.perf_counter() - start, time.process_time() - work
    truth = [group for _, _, group in remarks]
    both = _pairs(list(zip(found, truth, strict=True)))
    precision, recall = both / max(_pairs(found), 1), both / max(_pairs(truth), 1)
    whole = _whole(found, truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count} remarks, {len(set(truth))} true groups: {seconds:.1f} s ({work:.1f} s of one processor); {memory // 1024} MB in all ({before // 1024} before)")
    alone = _alone(found, truth)
    print(f"remarks alone in truth and put with others: {alone:.4f}")
    print(f"groups found: {len(set(found))}; pairs: precision {precision:.4f}, recall {recall:.4f}; groups found whole: {whole:.4f}")


def _pairs(names: list[object]) -> int:  # type: ignore[type-arg]
    return sum(n * (n - 1) // 2 for n in Counter(names).values())


def _alone(found: list[int], truth: list[int]) -> float:
    mine, true = Counter(found), Counter(truth)
    alone = [name for name, group in zip(found, truth, strict=True) if true[group] == 1]
    return sum(mine[name] > 1 for name in alone) / max(len(alone), 1)


def _whole(found: list[int], truth: list[int]) -> float:
    """Share of true groups of several that stand in one group found."""
    of: defaultdict[int, set[int]] = defaultdict(set)
    sizes = Counter(truth)
    for mine, true in zip(found, truth, strict=True):
        of[true].add(mine)
    several = [group for group, size in sizes.items() if size > 1]
    return sum(len(of[group]) == 1 for group in several) / max(len(several), 1)


main()
