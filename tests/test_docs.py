"""Links of the documentation lead somewhere, its pictures are those of the notebooks, and the reference is built from the docstrings."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

import speechmine as sm

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / name
    for name in (
        "README.md",
        "README.zh.md",
        "CHANGELOG.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "corpus/README.md",
        "docs/tables.md",
        "docs/README.md",
        "docs/glossary.md",
        "docs/coding.md",
        "docs/counting.md",
        "docs/scale.md",
    )
]


class Anchors(HTMLParser):
    """The ids of a page, and where its links go."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links = set(), set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.add(found.get("id"))
        if tag == "a" and found.get("href"):
            self.links.add(found["href"])


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page):
    text = page.read_text("utf-8")
    slugs = {slug(heading) for heading in re.findall(r"(?m)^#+ (.*)$", text)}
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not urlsplit(link).scheme]
    assert [link for link in links if link.startswith("#") and link[1:] not in slugs] == []
    assert [link for link in links if not link.startswith("#") and not (page.parent / link.split("#")[0]).exists()] == []


def test_pictures_of_the_readme_come_from_notebooks():
    cells = [cell for path in ROOT.glob("notebooks/*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    tags = {tag for cell in cells for tag in cell.metadata.get("tags", [])}
    for page in ("README.md", "README.zh.md"):
        names = re.findall(r"!\[[^\]]*\]\(docs/images/(\w+)\.png\)", (ROOT / page).read_text("utf-8"))
        assert names
        assert {f"image:{name}" for name in names} <= tags


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_calls_of_the_readme_exist(readme):
    names = set(re.findall(r"\bsm\.(\w+)", (ROOT / readme).read_text("utf-8")))
    assert names
    assert sorted(names - set(sm.__all__)) == []


def test_chinese_readme_shows_the_same_examples():
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
    python = re.compile(r"```python\n(.*?)```", re.DOTALL)
    assert python.findall(chinese) == python.findall(english)
    assert re.findall(r"(?m)^\| `?[^|]*`sm\.", chinese) == re.findall(r"(?m)^\| `?[^|]*`sm\.", english)
    assert re.findall(r"(?m)^(speechmine \w+)", chinese) == re.findall(r"(?m)^(speechmine \w+)", english)
    assert re.findall(r"\d?\.\d\d\b", chinese) == re.findall(r"\d?\.\d\d\b", english)


def test_reference_is_built_and_its_links_resolve(tmp_path):
    command = [sys.executable, "-m", "pdoc", "--docformat", "numpy", "-o", str(tmp_path), "speechmine"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    pages = {path: Anchors(path) for path in tmp_path.rglob("*.html")}
    index = pages[tmp_path / "speechmine.html"]
    assert sorted(set(sm.__all__) - index.ids) == []
    broken = []
    for path, page in pages.items():
        for link in (link for link in page.links if not urlsplit(link).scheme):
            target, _, anchor = unquote(link).partition("#")
            there = pages.get((path.parent / target).resolve() if target else path)
            if there is None or (anchor and anchor not in there.ids):
                broken.append((path.name, link))
    assert broken == []


@pytest.mark.parametrize("name", sm.__all__)
def test_every_public_name_has_an_example(name):
    """The examples themselves run with the tests (``--doctest-modules``)."""
    assert ">>> " in (getattr(sm, name).__doc__ or "")
