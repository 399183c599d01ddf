"""Every sentence of the guide's page is served: by its rule, by checks, or by a reminder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hygiene.kinds import rules
from hygiene.texts.say import LANGUAGES, Language
from tests.command import hygiene


class Sentence(NamedTuple):
    """What the guide says (in French), and the words that must say it, in each language."""

    guide: str
    french: tuple[str, ...]
    english: tuple[str, ...]


#: The guide's page "Important!!!", sentence by sentence.
SENTENCES = {
    "log-out": Sentence(
        "Pensez à vous déconnecter en fin de session ! "
        "Surtout si l'ordinateur n'est pas le vôtre !",
        ("se déconnecter", "avant de partir", "surtout si l'ordinateur n'est pas le vôtre"),
        ("log out", "before you leave", "above all if the computer is not yours"),
    ),
    "never-give-codes": Sentence(
        "Ne donnez jamais vos codes (carte bancaire…) : aucun organisme ne doit vous les demander.",
        ("ne jamais donner ses codes", "carte bancaire", "à personne"),
        ("never give your codes", "card code", "to nobody"),
    ),
    "never-share-passwords": Sentence(
        "Ne divulguez pas vos mots de passe à un tiers !",
        ("partager ses mots de passe", "à personne"),
        ("share your passwords", "to nobody"),
    ),
    "never-save-passwords": Sentence(
        "N'enregistrez pas vos mots de passe sur un ordinateur partagé !",
        ("ne jamais enregistrer ses mots de passe sur un ordinateur partagé",),
        ("never save your passwords on a shared computer",),
    ),
    "strong-passwords": Sentence(
        "Choisissez des mots de passe complexes !",
        ("mots de passe complexes", "hygiene password"),
        ("complex passwords", "hygiene password"),
    ),
    "unknown-wifi": Sentence(
        "Attention aux réseaux Wi-Fi publics inconnus !",
        ("wi-fi public que l'on ne connaît pas",),
        ("public wi-fi you do not know",),
    ),
    "spam": Sentence(
        "Attention aux spams : dans le doute, n'ouvrez pas, contactez directement l'organisme.",
        ("dans le doute, n'ouvrez pas", "contactez directement l'organisme", "messages"),
        ("in doubt, do not open it", "contact the organisation directly", "messages"),
    ),
    "clear-your-data": Sentence(
        "Effacez vos données !",
        ("effacer ses données",),
        ("clear your data",),
    ),
}


def listed(language: Language) -> list[dict[str, Any]]:
    found = json.loads(hygiene("list", "--format", "json", "--lang", language).out)["rules"]
    return list(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_of_the_guide_is_said(language: Language) -> None:
    found = listed(language)
    assert [rule["id"] for rule in found] == list(SENTENCES) == list(rules())
    for rule in found:
        said = f"{rule['title']}\n{rule['reminder']}".lower().replace("\u00a0", " ")
        _, french, english = SENTENCES[rule["id"]]
        for words in french if language == "fr" else english:
            assert words in said, (rule["id"], words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_its_page_and_is_printed_with_its_reminder(language: Language) -> None:
    printed = hygiene("list", "--lang", language, env={"COLUMNS": "100"}).out
    flat = " ".join(printed.split())
    for number, rule in enumerate(listed(language), 1):
        assert rule["link"].startswith("https://")
        assert f"{number}. {rule['title']}" in flat.replace("\u00a0", " ").replace("  ", " ")
        assert " ".join(rule["reminder"].split()) in flat
        for check in rule["checks"]:
            assert check["id"] in flat


def test_a_report_has_a_state_for_each_and_a_reminder_is_no_promise(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    ran = hygiene("check", "--root", tmp_path, "--platform", "linux", "--format", "json")
    served = {rule["id"]: bool(rule["checks"]) for rule in listed("en")}
    for rule in ran.report["rules"]:
        assert rule["state"] in ("found", "ok", "unknown") or not served[rule["id"]]
        assert (rule["state"] == "reminder") is not served[rule["id"]]
