"""What the documents tell people to type does what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from hygiene.config.options import options
from hygiene.registry import registry
from tests.promises.may_be_shown import CATALOGUED, FILES, WORDS
from tests.settings import surroundings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_check_of_contributing_is_found_and_tells_of_the_book(tmp_path: Path) -> None:
    # The code is copied, so that the new check lies in a folder of checks that is not ours.
    for name in ("hygiene", "checks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "hygiene" / "checks").symlink_to(tmp_path / "checks")
    (code,) = blocks("CONTRIBUTING.md", "python")
    words = next(block for block in blocks("CONTRIBUTING.md", "toml") if "rule =" in block)
    (tmp_path / "checks/left_books.py").write_text(code, encoding="utf-8")
    (tmp_path / "checks/left_books.toml").write_text(words, encoding="utf-8")
    tomllib.loads(words)
    script = next(block for block in blocks("CONTRIBUTING.md", "sh") if "left-books" in block)
    script = script.replace("hygiene check", f"{sys.executable} -m hygiene check")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "1 book stays behind" in done.stdout
    assert "Delete them, empty the bin." in done.stdout


@pytest.mark.parametrize(
    ("document", "number"), [("README.md", 0), ("README.fr.md", 0), ("docs/configuration.md", 0)]
)
def test_the_settings_that_documents_show_are_accepted(
    tmp_path: Path, document: str, number: int
) -> None:
    text = blocks(document, "toml")[number]
    found = options({}, surroundings(tmp_path, system=text))
    assert found.place == "public-terminal"
    assert found.all_users
    assert found.accepted[0].kind == "saving-offered"


def test_both_readmes_show_the_same_commands() -> None:
    assert blocks("README.md", "sh") == blocks("README.fr.md", "sh")


#: What a document may lead to: `[words](target)`, `![picture](target)`, `[words]: target`, HTML.
LINKS = re.compile(
    r"\]\(<?([^)>\s]+)>?\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href|srcset)=\"([^\"]+)\"", re.MULTILINE
)


def links(document: Path) -> list[str]:
    """Where a document leads: to files of ours and to headings, without the addresses."""
    found = ("".join(groups) for groups in LINKS.findall(document.read_text("utf-8")))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_heading_that_a_document_links_to_exists(document: Path) -> None:
    for target in links(document):
        name, _, heading = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if heading:
            assert heading in headings(file), target


def headings(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_each_promise_links_to_the_test_module_whose_name_says_it() -> None:
    document = ROOT / "docs/privacy.md"
    rows = [line for line in document.read_text("utf-8").splitlines() if line.startswith("| ")]
    promises = rows[1 : rows.index("| what | terminal | markdown | json | jsonl |")]
    assert len(promises) == 8
    assert all("](../tests/" in row.rpartition(" | ")[2] for row in promises)
    modules = {path.name for path in ROOT.glob("tests/promises/test_*.py")}
    linked = {Path(target).name for target in links(document)}
    assert modules - linked == {"test_canaries.py"}  # of the tests themselves


def test_what_may_be_shown_is_written_as_the_tests_have_it() -> None:
    text = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
    head = ("terminal", "markdown", "json", "jsonl")
    rows = [f"| what | {' | '.join(head)} |", "|---|---|---|---|---|"]
    for words, forms in (*WORDS.values(), *CATALOGUED.values()):
        rows.append(f"| {words} | {' | '.join('yes' if f in forms else 'no' for f in head)} |")
    assert "\n\n" + "\n".join(rows) + "\n\n" in text
    listed = re.search(r"to their owner on its terminal:\n\n((?:\* .*\n)+)\n", text)
    assert listed is not None
    assert set(re.findall(r"\* (.*)", listed[1])) == FILES


@pytest.mark.parametrize("document", ["docs/privacy.md", "SECURITY.md"])
def test_every_test_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"`(tests/[^`]*)`", text):
        assert (ROOT / target).exists(), target


def test_the_document_of_checks_is_what_the_texts_say() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/make_checks.py", "--print"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    for check in registry(others=False):
        assert f"`{check.id}`" in done.stdout
