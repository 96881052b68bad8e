"""What the secretariat of the story decides, and why: invented, and in agreement with the sample's new draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """The remarks of a stakeholder that say these words: their numbers are known only once they are in the register."""

    stakeholder: str
    says: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`original` is the remark that the others duplicate."""

    disposition: str
    reason: str
    about: tuple[About, ...]
    where: str = ""
    original: About | None = None


_MISSING = About("OIM", "sans enquête ni sépulture")
FIRST_ROUND = (
    Decision(
        "accepted",
        "Six mois ne suffisent pas, les évaluations citées le montrent : le parcours dure douze mois au moins.",
        (About("OIM", "réintégration de douze mois"),),
        "Axe 3, mesure 12",
    ),
    Decision(
        "accepted",
        "Le constat n’avait pas de réponse : une mesure distincte porte sur la recherche des personnes disparues.",
        (_MISSING, About("OIM", "cellule des disparus")),
        "Axe 3, mesure 7",
    ),
    Decision("duplicate", "Même demande que celle de l’OIM.", (About("REMF", "sans enquête ni sépulture"),), original=_MISSING),
    Decision(
        "accepted-with-changes",
        "Le médiateur est retenu ; le délai de réponse est porté à quarante-cinq jours, le temps d’entendre le service mis en cause.",
        (About("REMF", "médiateur des mobilités"),),
        "Suivi, évaluation et redevabilité, Plaintes et recours",
    ),
    Decision(
        "accepted-with-changes",
        "Le principe est ajouté en neuvième position, joint à celui de transparence.",
        (About("REMF", "principe de redevabilité"),),
        "Principes directeurs, 9",
    ),
    Decision(
        "accepted",
        "L’inscription est volontaire, et les intéressés alimentent eux-mêmes le répertoire.",
        (About("HCME", "répertoire volontaire"),),
        "Axe 1, mesure 1",
    ),
    Decision("accepted", "Les crédits de l’axe le permettent.", (About("HCME", "douze postes consulaires"),), "Axe 3, mesure 1"),
    Decision("accepted", "Quatre langues couvrent la plupart des appels.", (About("HCME", "fulfuldé"),), "Axe 3, mesure 3"),
    Decision("already-met", "La rédaction retenue, plus large, comprend le soninké.", (About("OIM", "et en soninké"),), "Axe 3, mesure 3"),
    Decision(
        "accepted",
        "Une personne privée de liberté ne peut attendre : 48 heures en 2030, avec un palier en 2028.",
        (About("OIM", "48 heures"),),
        "Suivi, évaluation et redevabilité, indicateur 4",
    ),
    Decision(
        "rejected",
        "La cible de 48 heures est retenue à la demande de l’OIM ; les douze postes consulaires et le numéro d’urgence la rendent tenable.",
        (About("DGME", "72 heures"),),
    ),
    Decision(
        "accepted",
        "Le nom dit mieux la mission ; l’ancrage est précisé.",
        (About("DGME", "Secrétariat permanent"),),
        "Cadre institutionnel, Secrétariat permanent",
    ),
    Decision("accepted", "Sigle d’usage courant.", (About("MEF", "CDMT"),), "Financement, Programmation"),
    Decision(
        "referred",
        "Deux demandes contraires, 30 et 60 millions de FCFA par projet : l’arbitrage revient au comité de pilotage.",
        (About("HCME", "60 millions"), About("MEF", "30 millions")),
    ),
    Decision(
        "out-of-scope",
        "Cette demande ne relève pas de la politique ; elle est transmise au service qui instruit le dossier.",
        (About("REMF", "subvention de fonctionnement"), About("REMF", "code de la nationalité")),
    ),
    Decision(
        "noted",
        "Dont acte, avec remerciements.",
        (
            About("AEC", "très favorable"),
            About("CIGEM", "pas de réserve"),
            About("HCME", "se félicite"),
            About("OIM", "remercie le ministère"),
            About("CAFO", "salue un axe"),
            About("INSTAT", "axe à part entière"),
        ),
    ),
    Decision("accepted", "La liste compte bien quarante indicateurs.", (About("INSTAT", "quarante indicateurs"),), "Axe 8, résultat R 8.1"),
    Decision(
        "accepted",
        "Les indicateurs sont donnés par sexe chaque fois que la collecte le permet.",
        (About("CAFO", "pour les femmes et pour les hommes"),),
        "Suivi, évaluation et redevabilité, Indicateurs",
    ),
)
_PRIVACY = (About("APDP", "jugement étranger"), About("APDP", "se contrôle pas"))
FOLLOWED = About("HCR", "suivi de douze mois")
"""Its sender wrote no wording for the passage itself: the drafter does."""
SECOND_ROUND = (
    Decision("accepted", "L’observation est juste, et le texte y gagne en précision.", _PRIVACY),
    Decision("accepted", "Un enfant demande au moins autant de temps qu’un adulte.", (FOLLOWED,)),
    Decision("accepted", "Décision de l’atelier : Nioro est une région de départ et de retour.", (About("CR Kayes", "guichet à Nioro"),)),
    Decision(
        "referred",
        "L’échéance dépend du calendrier de l’Assemblée : le comité de pilotage tranchera.",
        (About("HCR", "donner une échéance"),),
    ),
    Decision("noted", "Dont acte, avec remerciements.", (About("HCR", "très claire"), About("APDP", "sous deux mois"))),
)
