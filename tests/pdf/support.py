"""What every PDF test shares: the PDFs, what the curriculum says about them, and a walk over a PDF's structure.

tests/run sets CURRICLE (the program), CURRICLE_ROOT (what the site was built from), CURRICLE_PUBLIC and CURRICLE_STAFF
(what was built).
"""

import os
import re
import subprocess
import unittest
from functools import lru_cache
from pathlib import Path

import pikepdf

ROOT = Path(os.environ.get("CURRICLE_ROOT", Path(__file__).parents[2]))
PROGRAM = os.environ.get("CURRICLE", str(ROOT / "target/release/curricle"))
PUBLIC = Path(os.environ.get("CURRICLE_PUBLIC", ROOT / "target/site-tests/public"))
STAFF = Path(os.environ.get("CURRICLE_STAFF", ROOT / "target/site-tests/staff"))
BASE_URL = os.environ.get("CURRICLE_BASE_URL", "https://curricle.example/a/b/")

PDFS = sorted(PUBLIC.rglob("*.pdf")) + sorted(STAFF.rglob("*.pdf"))
# More than one sheet: these have a cover, a table of contents and bookmarks.
BOOKS = [pdf for pdf in PDFS if re.search(r"(workbook|guide)(-large-print|-fillable)?\.pdf$", pdf.name)]

POINTS = {"letter": (612, 792), "a4": (595.28, 841.89)}


def run(*command):
    """The standard output of a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} failed:\n{(done.stderr or done.stdout).decode()}")
    return done.stdout.decode(errors="replace")


def build(root, public, staff):
    """Builds the site of another folder of inputs, with the same options as the site under test."""
    run(PROGRAM, "build", "--root", root, "--out", public, "--staff-out", staff, "--base-url", BASE_URL)


def text(pdf, *options):
    """All text of a PDF, as poppler reads it."""
    return run("pdftotext", *options, pdf, "-")


def letters(words):
    """Only letters and digits, so that line ends and the shape of a quotation mark do not matter."""
    return re.sub(r"[\W_]+", "", words).lower()


class Pages:
    """The words on each page of a PDF with their places, in points from the top left corner of the page."""

    def __init__(self, html):
        self.pages = []
        for page in re.split(r"<page ", html)[1:]:
            width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
            word = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
            words = [(*map(float, found[:4]), found[4]) for found in re.findall(word, page)]
            self.pages.append((width, height, words))

    @classmethod
    @lru_cache(maxsize=None)
    def of(cls, pdf):
        return cls(text(pdf, "-bbox"))

    def foot(self, number):
        """The text in the lowest eighth of a page; pages count from 1."""
        _, height, words = self.pages[number - 1]
        return " ".join(word for _, top, _, _, word in words if top > height * 7 / 8)

    def __len__(self):
        return len(self.pages)


class Element:
    """An element of a PDF's structure: its standard type, its parent, what it holds."""

    def __init__(self, pdf, node, parent, index):
        self.node = node
        self.parent = parent
        self.number = index
        self.type = pdf.standard(node.get("/S"))
        self.children = []
        self.objects = []
        # The page of its first marked content, where that says it instead of the element.
        self.marked_on = None

    def page(self, pages):
        """The number of the page that it begins on, for messages."""
        on = self.node.get("/Pg", self.marked_on)
        if on is not None:
            return pages.get(on.objgen)
        return next((page for page in (child.page(pages) for child in self.children) if page), None)

    def attribute(self, name):
        """A structure attribute such as /Scope, from whichever of its attribute objects has it."""
        found = self.node.get("/A")
        if found is None:
            return None
        for one in found if isinstance(found, pikepdf.Array) else [found]:
            if isinstance(one, pikepdf.Dictionary) and name in one:
                return one[name]
        return None

    def ancestors(self):
        up = self.parent
        while up is not None:
            yield up
            up = up.parent

    def nearest(self, *types):
        return next((up for up in self.ancestors() if up.type in types), None)


class Structure:
    """A PDF's structure tree in reading order."""

    def __init__(self, path):
        self.path = path
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.pages = {page.objgen: at + 1 for at, page in enumerate(self.pdf.pages)}
        self.elements = []
        tree = self.root.get("/StructTreeRoot")
        self.roles = {} if tree is None else dict(tree.get("/RoleMap", {}).items())
        if tree is not None:
            self._walk(tree)

    @classmethod
    @lru_cache(maxsize=None)
    def of(cls, path):
        return cls(path)

    def standard(self, role):
        """A type of the PDF standard, through the document's own role map."""
        seen = set()
        while str(role) in self.roles and str(role) not in seen:
            seen.add(str(role))
            role = self.roles[str(role)]
        return str(role).lstrip("/")

    def _walk(self, tree):
        # By a stack of our own: a structure can be deeper than Python's.
        waiting = [(tree, None)]
        while waiting:
            node, parent = waiting.pop()
            element = parent
            if "/S" in node:
                element = Element(self, node, parent, len(self.elements))
                self.elements.append(element)
                if parent is not None:
                    parent.children.append(element)
            kids = node.get("/K")
            if kids is None:
                continue
            below = []
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary):
                    continue  # a number: marked content on the element's page
                if "/Obj" in kid:
                    element.objects.append(kid.Obj)
                elif "/S" in kid:
                    below.append((kid, element))
                elif "/Pg" in kid and element.marked_on is None:
                    element.marked_on = kid.Pg
            waiting.extend(reversed(below))

    def every(self, *types):
        return [element for element in self.elements if element.type in types]

    def where(self, element):
        around = (each.page(self.pages) for each in (element, *element.ancestors()))
        page = next(filter(None, around), None)
        return f"page {page}" if page else "a page that the structure does not name"


class EveryPdf(unittest.TestCase):
    """A test that looks at many PDFs and says of each what is wrong with it."""

    maxDiff = None

    def none(self, faults, path):
        """Fails with every fault, each once, behind the PDF that has it."""
        once = list(dict.fromkeys(faults))
        shown = once[:12] + ([f"and {len(once) - 12} more like these"] if len(once) > 12 else [])
        if once:
            self.fail("\n" + "\n".join(f"    {path.name}: {fault}" for fault in shown))

    def each(self, check, paths=None):
        """`check(path)` returns the faults of one PDF; all PDFs are checked before the test fails."""
        paths = PDFS if paths is None else paths
        self.assertTrue(paths, "there is no such PDF in the built site")
        for path in paths:
            with self.subTest(path.name):
                self.none(check(path), path)


def modules():
    """The folders of the curriculum's modules, in order."""
    return sorted(path for path in (ROOT / "curriculum/modules").iterdir() if path.is_dir())


def numbered(folder):
    """The Markdown files of a folder that have a number; translations (`01-x.es.md`) left out."""
    return sorted(path for path in folder.glob("*.md") if re.fullmatch(r"\d+-[a-z0-9-]+\.md", path.name))


def field(path, key):
    """One line of a file's front matter."""
    line = re.search(rf"^{key}: *(.*)$", path.read_text(), re.MULTILINE)
    if line is None:
        return None
    return re.sub(r"^([\"'])(.*)\1$", r"\2", line[1].strip())


def slug(path):
    """The part of a name that stands in addresses: without its number and its ending."""
    return re.sub(r"^\d+-", "", path.name.removesuffix(".md"))
