"""What a name tells: papers, other sorts, lists of passwords, disguises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.files.naming import ending, paper, sort, words
from hygiene.files.passwords import is_list
from hygiene.files.risky import pretends
from hygiene.services.catalogue import built_in


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("AttestationDroits_2026", "attestation droits 2026"),
        ("Relevé-mensuel (1)", "releve mensuel 1"),
        ("Releve\u0301 d'identite\u0301", "releve d identite"),
        ("  ", ""),
    ],
)
def test_the_words_of_a_name(name: str, told: str) -> None:
    assert words(name) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("AttestationDroits_2026.pdf", "certificates"),
        ("attestation de paiement d'indemnités journalières.PDF", "certificates"),
        ("Justificatif de domicile.jpg", "certificates"),
        ("CNI recto.jpg", "identity_papers"),
        ("carte d'identité.png", "identity_papers"),
        ("passeport-2019.heic", "identity_papers"),
        ("titre_de_séjour.pdf", "identity_papers"),
        ("Permis de conduire.jpg", "identity_papers"),
        ("carte vitale.jpg", "health_papers"),
        ("CEAM.pdf", "health_papers"),
        ("arret_de_travail.pdf", "health_papers"),
        ("Relevé mensuel octobre.pdf", "health_papers"),
        ("releveFiscal2025.pdf", "health_papers"),
        ("Avis d'impôt 2025 sur les revenus 2024.pdf", "tax_papers"),
        ("taxe foncière.pdf", "tax_papers"),
        ("RIB.pdf", "bank_papers"),
        ("relevé de compte n°12.pdf", "bank_papers"),
        ("bulletin de paie 11-2026.pdf", "work_papers"),
        ("caf.pdf", "work_papers"),
        ("attestation.pdf.crdownload", "certificates"),
        ("scan passport.tiff", "identity_papers"),
    ],
)
def test_papers_are_known_by_their_names(name: str, told: str) -> None:
    assert paper(name) == told


@pytest.mark.parametrize(
    "name",
    [
        "passport.js",
        "attestation",
        "modele attestation.docx",
        "Attestation vierge.pdf",
        "café.jpg",
        "tribune.pdf",
        "ribs.jpg",
        "vacances.jpg",
        "contestation.pdf",
        "facture.pdf",
        ".pdf",
        "",
    ],
)
def test_other_files_are_no_papers(name: str) -> None:
    assert paper(name) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_document_that_a_service_gives_is_a_paper(language: str) -> None:
    told = [s.documents[language] for s in built_in().values() if s.documents is not None]
    assert told
    for document in (each for text in told for each in text.split(", ")):
        assert paper(f"{document}.pdf"), document


def test_other_files_are_sorted_by_their_suffix() -> None:
    assert sort("a.PDF") == "documents"
    assert sort("a.tar.gz") == "archives"
    assert sort("a.part") == "partial"
    assert sort("a.xyz") == sort("a") == sort(".pdf") == "others"


@pytest.mark.parametrize(
    "name",
    ["mots de passe.txt", "MDP.xlsx", "mdp (1).odt", "Passwords.csv", "Mes codes.docx", "codes.txt",
     "Chrome Passwords.csv", "identifiants caf.txt", "motdepasse.txt", "bitwarden_export_2026.json",
     "code d'accès.jpg"],
)  # fmt: skip
def test_lists_of_passwords_are_known_by_their_names(name: str) -> None:
    assert is_list(name)


@pytest.mark.parametrize(
    "name",
    ["code de la route.pdf", "codes promo.txt", "politique de mots de passe.pdf", "passage.txt",
     "password.exe", "vault.kdbx", "Conseils mot de passe.pdf", "encodes.txt", "QR code.png"],
)  # fmt: skip
def test_other_files_are_no_lists(name: str) -> None:
    assert not is_list(name)


@pytest.mark.parametrize(
    "name", ["facture.pdf.exe", "photo.JPG   .scr", "x\u202efdp.exe", "cv.docx.js", "a.pdf.lnk"]
)
def test_a_program_that_looks_like_a_document_is_told(name: str) -> None:
    assert pretends(name)


@pytest.mark.parametrize(
    "name",
    ["setup.exe", "setup-1.2.exe", "facture.pdf", "a.pdf.zip", "x\u202efdp.txt", "jquery.min.js"],
)
def test_what_does_not_pretend_is_left_alone(name: str) -> None:
    assert not pretends(name)


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_no_name_breaks_anything(name: str) -> None:
    assert paper(name) is None or sort(name)
    assert ending(name) in ("", f".{name.rpartition('.')[2].lower().strip()}")
    is_list(name)
    pretends(name)
