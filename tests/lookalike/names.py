"""Names of sites: some that imitate an official one, and honest ones that are near.

They are examples, not a population: published ones first, then ones made in their style.
"""

from __future__ import annotations

#: Names that were reported, or shown to teach, with where they were read.
PUBLISHED = (
    ("ameli-frconnect.fr", "ameli"),  # numerama, 2022-03
    ("assurance-info-login.com", None),  # futura-sciences, 2022-04
    ("xn--vrification-ameli-btb.com", "ameli"),  # futura-sciences: vérification-ameli.com
    ("infosante-vitale.com", "ameli"),  # futura-sciences, 2022-04
    ("ameli-gouv.com", "ameli"),  # migliore.eu, 2025
    ("ameli.com", "ameli"),  # as the domain of a sender, 2026-01
    ("amendes-gouv.org", "antai"),  # francebleu, 2023-08
    ("dossier-antai-gouv.info", "antai"),  # francebleu, 2023-08
    ("amende.gouv-fr.fr", "antai"),  # lachainevaroise: names that end in gouv-fr.fr
    ("chronoinfo.net", None),  # tf1info, 2022-12
    ("servicechronopost.net", "chronopost"),  # tf1info, 2022-12
    ("chronopost.pickup-suivi.com", "chronopost"),  # phonandroid
    ("ameli-renouvellement.fr", "ameli"),  # a public teaching tool
    ("ameli-remboursement.fr", "ameli"),  # a public teaching tool
    ("impots-gouv-fr.net", "impots"),  # teaching example
    ("impots.gouv.fr.verif.com", "impots"),  # teaching example
)
#: Made up in the same style, before the rules were written.
MADE_UP = (
    ("amelli.fr", "ameli"),
    ("ame1i.fr", "ameli"),
    ("xn--meli-43d.fr", "ameli"),  # аmeli.fr, its first letter Cyrillic
    ("caf-remboursement.com", "caf"),
    ("mon-compte-caf.info", "caf"),
    ("impotsgouv.com", "impots"),
    ("francetravail-connexion.com", "france_travail"),
    ("critair-vignette.info", "critair"),
    ("laposte-colis-suivi.com", "laposte"),
    ("mondialrelay-livraison.net", "mondial_relay"),
    ("credit-agricole-secure.com", "credit_agricole"),
    ("labanquepostale.web.app", "labanquepostale"),
    ("paypa1-verification.com", "paypal"),
    ("doctollib.fr", "doctolib"),
)
BAD = (*PUBLISHED, *MADE_UP)

#: Honest names that are near: those that a first set of rules took for bad ones come first.
NEIGHBOURS = (
    "amelie-poulain.fr",
    "amelia.com",
    "anta.fr",
    "antar.fr",
    "impot.net",
    "lapost.nl",
    "gouvernement.fr",
    "gouvieux.fr",
    "caf.com",
    "lapostemobile.fr",
    "doctolib.de",
    "ameli-sante.fr",
    "critair.fr",
    "vitale.it",
    "amelie.fr",
    "ameliorer-sa-maison.fr",
    "camelia.fr",
    "gouv.qc.ca",
    "gouv.mc",
    "cafe-richard.fr",
    "cafpi.fr",
    "decaf.co",
    "ants.com",
    "antaisolar.com",
    "fiscalonline.com",
    "chronopost.pt",
    "chronodrive.com",
    "mondialrelay.be",
    "poste.it",
    "labanquepostale.com",
    "credit-agricole.com",
    "paypal-community.com",
    "netflixtechblog.com",
    "lacoste.com",
    "orange-bleue.fr",
    "boursorama-banque.com",
    "fortune.com",
    "promote.com",
    "relais-colis.com",
    "france-inter.fr",
)
