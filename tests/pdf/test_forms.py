"""PDFs to fill in: every space to answer is a field that screen readers meet and that other programs fill, save and show."""

import io
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import pikepdf
import pypdf
from support import PDFS, PUBLIC, EveryPdf, Pages, Structure, letters, text

FILLABLE = [pdf for pdf in PDFS if pdf.name.endswith("-fillable.pdf")]
# Letters with accents, quotation marks and a sign that only some encodings have.
WORDS = "Déjà vu: ¿qué pasó? 5 €"


# A line, lines, a box to tick, a choice of one: type and flags.
KINDS = {("/Tx", 0), ("/Tx", 1 << 12), ("/Btn", 0), ("/Btn", 1 << 15)}


def kinds(path):
    return {(str(field.FT), int(field.get("/Ff", 0))) for field in Structure.of(path).pdf.Root.AcroForm.Fields}


def printed(path):
    """The same to print."""
    return path.with_name(path.name.replace("-fillable", ""))


def widgets(pdf):
    """Each widget with the number of its page."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == "/Widget":
                yield number, annotation


def field_of(widget):
    """The field that a widget shows: itself, or the one that it is a choice of."""
    return widget if "/T" in widget else widget.get("/Parent")


def states(widget):
    return [str(name) for name in widget.AP.N.keys()]


def is_wide(page):
    width, height, _ = page
    return width > height


class Fields(EveryPdf):
    def test_there_are_such_pdfs_and_none_is_for_staff(self):
        self.assertTrue(FILLABLE)
        self.assertEqual([path.name for path in FILLABLE if not path.is_relative_to(PUBLIC)], [])
        # All modules in one form would be too much for most viewers; `print workbook --fillable` makes it.
        workbooks = [path for path in PDFS if re.search(r"-workbook\.pdf$", path.name)]
        for workbook in workbooks:
            fillable = workbook.with_name(workbook.name.replace(".pdf", "-fillable.pdf"))
            self.assertIn(fillable, FILLABLE, f"{workbook.name} has no version to fill in")

    def test_they_have_the_pages_of_the_printed_ones(self):
        def check(path):
            own, other = Pages.of(path), Pages.of(printed(path))
            if is_wide(other.pages[0]):
                # Half of a booklet stands on its head until it is folded, which nobody could fill in on a screen.
                if any(is_wide(page) for page in own.pages):
                    yield "is folded"
                return
            if len(own) != len(other):
                yield f"has {len(own)} pages, and to print there are {len(other)}"
            for number, (mine, printed_ones) in enumerate(zip(own.pages, other.pages), start=1):
                # In whatever order: a frame takes the place of rules, by which Poppler orders words.
                if sorted(word for *_, word in mine[2]) != sorted(word for *_, word in printed_ones[2]):
                    yield f"page {number} has other words than the one to print"

        self.each(check, FILLABLE)

    def test_nothing_is_left_of_the_links_that_marked_the_spaces(self):
        def check(path):
            for number, page in enumerate(Structure.of(path).pdf.pages, start=1):
                for annotation in page.get("/Annots", []):
                    if "curricle-field" in str(annotation.get("/A", {}).get("/URI", "")):
                        yield f"page {number}: a mark is not a field"

        self.each(check, PDFS)

    def test_every_field_has_a_name_of_its_own(self):
        def check(path):
            pdf = Structure.of(path).pdf
            names = [str(field.get("/T", "")) for field in pdf.Root.AcroForm.Fields]
            if not names:
                yield "has no field"
            for name in names:
                if not re.fullmatch(r"[A-Za-z0-9-]+", name):
                    yield f"a field is named “{name}”"
            if len(names) != len(set(names)):
                yield f"these names are there twice: {sorted({name for name in names if names.count(name) > 1})}"
            listed = {field.objgen for field in pdf.Root.AcroForm.Fields}
            for number, widget in widgets(pdf):
                field = field_of(widget)
                if field is None or field.objgen not in listed:
                    yield f"page {number}: a widget is of no field of the form"

        self.each(check, FILLABLE)

    def test_every_widget_says_what_it_is_for_and_how_it_looks(self):
        def check(path):
            pdf = Structure.of(path).pdf
            if pdf.Root.AcroForm.get("/NeedAppearances", False):
                yield "leaves it to the viewer to draw its fields (/NeedAppearances)"
            for number, widget in widgets(pdf):
                name = str(field_of(widget).T)
                if not str(widget.get("/TU", "")).strip():
                    yield f"page {number}: {name} does not say what it is for (/TU)"
                if "/N" not in widget.get("/AP", {}):
                    yield f"page {number}: {name} has no looks (/AP /N)"
                elif field_of(widget).FT == "/Btn":
                    if "/Off" not in states(widget) or len(states(widget)) != 2:
                        yield f"page {number}: {name} has the states {states(widget)}"
                    if widget.get("/AS") != "/Off":
                        yield f"page {number}: {name} is not empty"
                left, low, right, high = map(float, widget.Rect)
                if right - left < 8 or high - low < 8:
                    yield f"page {number}: {name} is {right - left:.0f} × {high - low:.0f} points small"

        self.each(check, FILLABLE)

    def test_the_kinds_are_words_boxes_and_one_of_several(self):
        self.assertEqual(set().union(*map(kinds, FILLABLE)), KINDS)
        for path in FILLABLE:
            for field in Structure.of(path).pdf.Root.AcroForm.Fields:
                if int(field.get("/Ff", 0)) & 1 << 15:
                    choices = [state for kid in field.Kids for state in states(kid) if state != "/Off"]
                    self.assertGreater(len(choices), 1, f"{path.name}: {field.T} has one choice")
                    self.assertEqual(len(choices), len(set(choices)), f"{path.name}: {field.T} has a choice twice")

    def test_every_widget_stands_in_the_structure(self):
        def check(path):
            structure = Structure.of(path)
            forms = {}
            for element in structure.every("Form"):
                for found in element.objects:
                    forms[found.objgen] = element
                if len(element.objects) != 1 or isinstance(element.node.K, pikepdf.Array) and len(element.node.K) != 1:
                    yield f"{structure.where(element)}: a Form element holds something else than one field"
            parents = dict(numbers(structure.root.StructTreeRoot.ParentTree))
            for number, widget in widgets(structure.pdf):
                name = str(field_of(widget).T)
                element = forms.get(widget.objgen)
                if element is None:
                    yield f"page {number}: {name} is in no Form element"
                elif "/StructParent" not in widget:
                    yield f"page {number}: {name} does not say where it is in the structure (/StructParent)"
                elif parents.get(int(widget.StructParent)) != element.node.objgen:
                    yield f"page {number}: {name} and its Form element do not name each other"
            for number, page in enumerate(structure.pdf.pages, start=1):
                if "/Annots" in page and page.get("/Tabs") != "/S":
                    yield f"page {number}: Tab does not follow the reading order"

        self.each(check, FILLABLE)


def numbers(tree):
    """The entries of a number tree whose values are objects."""
    for kid in tree.get("/Kids", []):
        yield from numbers(kid)
    entries = list(tree.get("/Nums", []))
    for key, value in zip(entries[::2], entries[1::2]):
        if isinstance(value, pikepdf.Dictionary):
            yield int(key), value.objgen


class Filled(unittest.TestCase):
    """Filled in by pypdf, read by pikepdf and shown by Poppler."""

    @classmethod
    def setUpClass(cls):
        # The smallest in which there is each kind of field.
        path = min((path for path in FILLABLE if kinds(path) == KINDS), key=lambda path: path.stat().st_size)
        writer = pypdf.PdfWriter(clone_from=path)
        cls.values = {}
        for page in writer.pages:
            wanted = {}
            for annotation in page.get("/Annots", []):
                widget = annotation.get_object()
                if widget.get("/Subtype") != "/Widget":
                    continue
                field = widget if "/T" in widget else widget["/Parent"].get_object()
                if field["/FT"] == "/Tx":
                    wanted[field["/T"]] = WORDS
                else:
                    wanted[field["/T"]] = next(state for state in widget["/AP"]["/N"] if state != "/Off")
            if wanted:
                writer.update_page_form_field_values(page, wanted, auto_regenerate=False)
            cls.values.update(wanted)
        cls.bytes = io.BytesIO()
        writer.write(cls.bytes)
        folder = tempfile.TemporaryDirectory(prefix="curricle-filled-")
        cls.addClassCleanup(folder.cleanup)
        cls.filled = Path(folder.name) / "filled.pdf"
        cls.filled.write_bytes(cls.bytes.getvalue())

    def test_another_library_reads_every_answer(self):
        with pikepdf.open(self.filled) as pdf:
            found = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
        self.assertEqual(len(found), len(self.values))
        self.assertEqual([name for name, value in self.values.items() if found[name] != value], [])

    def test_the_file_is_whole(self):
        done = subprocess.run(["qpdf", "--check", self.filled], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_answers_are_shown_with_their_accents(self):
        with pikepdf.open(self.filled) as pdf:
            number, _ = next((number, widget) for number, widget in widgets(pdf) if field_of(widget).FT == "/Tx")
        shown = text(self.filled, "-f", str(number), "-l", str(number))
        self.assertIn(letters(WORDS), letters(shown))


if __name__ == "__main__":
    unittest.main()
