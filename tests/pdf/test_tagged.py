"""Every PDF can be read aloud: PDF/UA says so, and the structure inside bears it out."""

import subprocess
import unittest

from support import BOOKS, ROOT, EveryPdf, Pages, Structure, field, run

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


class Document(EveryPdf):
    """What the document says of itself."""

    def test_qpdf_finds_the_file_whole(self):
        def check(path):
            done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
            return [] if done.returncode == 0 else [f"qpdf --check: {done.stdout}{done.stderr}".strip()]

        self.each(check)

    def test_it_declares_pdf_ua_1_a_language_and_a_title(self):
        def check(path):
            pdf, root = Structure.of(path).pdf, Structure.of(path).root
            if not root.get("/MarkInfo", {}).get("/Marked", False):
                yield "is not marked as tagged (/MarkInfo /Marked)"
            if "/StructTreeRoot" not in root:
                yield "has no structure tree"
            with pdf.open_metadata() as about:
                if str(about.get("pdfuaid:part")) != "1":
                    yield f"its metadata says pdfuaid:part {about.get('pdfuaid:part')}, not 1"
                if not about.get("dc:title"):
                    yield "has no title in its metadata"
            if not str(root.get("/Lang", "")):
                yield "does not say its language"
            if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
                yield "shows its file name instead of its title (/DisplayDocTitle)"

        self.each(check)

    def test_all_fonts_are_inside(self):
        def check(path):
            for line in run("pdffonts", path).splitlines()[2:]:
                # name, type (which holds spaces), encoding, emb, sub, uni, object, generation
                embedded, _, unicode = line.split()[-5:-2]
                if embedded != "yes":
                    yield f"the font {line.split()[0]} is not embedded"
                if unicode != "yes":
                    yield f"the font {line.split()[0]} does not say which letters its shapes are"

        self.each(check)

    def test_books_have_bookmarks(self):
        def check(path):
            with Structure.of(path).pdf.open_outline() as outline:
                return [] if len(outline.root) > 0 else ["has no bookmarks"]

        self.each(check, BOOKS)


class Tags(EveryPdf):
    """What a screen reader meets."""

    def test_there_is_content_in_the_structure(self):
        self.each(lambda path: [] if len(Structure.of(path).elements) > 5 else ["its structure is empty"])

    def test_headings_do_not_skip_a_level(self):
        def check(path):
            structure = Structure.of(path)
            before = 0
            headings = structure.every(*HEADINGS)
            if not headings:
                yield "has no heading"
            for heading in headings:
                level = int(heading.type[1])
                if level > before + 1:
                    after = f"follows H{before}" if before else "is the first heading"
                    yield f"{structure.where(heading)}: an H{level} {after}"
                before = level

        self.each(check)

    def test_every_figure_has_a_text(self):
        def check(path):
            structure = Structure.of(path)
            for figure in structure.every("Figure", "Formula"):
                if not str(figure.node.get("/Alt", "")).strip():
                    yield f"{structure.where(figure)}: a {figure.type} has no /Alt"

        self.each(check)

    def test_every_table_has_heads(self):
        def check(path):
            structure = Structure.of(path)
            heads = {}
            for cell in structure.every("TH", "TD"):
                table = cell.nearest("Table")
                if table is None:
                    yield f"{structure.where(cell)}: a {cell.type} outside any Table"
                    continue
                found = heads.setdefault(table.number, set())
                found.add(cell.type)
                if cell.attribute("/Scope" if cell.type == "TH" else "/Headers") is not None:
                    found.add("association")
            for table in structure.every("Table"):
                found = heads.get(table.number, set())
                if "TH" not in found:
                    yield f"{structure.where(table)}: a Table has no head (TH)"
                elif "association" not in found:
                    yield f"{structure.where(table)}: a Table does not say what its heads are for (/Scope or /Headers)"
            for row in structure.every("TR"):
                if row.parent is None or row.parent.type not in ("Table", "THead", "TBody", "TFoot"):
                    yield f"{structure.where(row)}: a TR outside any Table"

        self.each(check)

    def test_lists_are_made_of_items_with_a_body(self):
        def check(path):
            structure = Structure.of(path)
            for element in structure.every("L"):
                for child in element.children:
                    if child.type not in ("LI", "Caption", "L"):
                        yield f"{structure.where(child)}: a {child.type} right inside a list (L)"
                if not element.children:
                    yield f"{structure.where(element)}: a list (L) without items"
            for item in structure.every("LI"):
                kinds = [child.type for child in item.children]
                if kinds not in (["LBody"], ["Lbl", "LBody"]):
                    yield f"{structure.where(item)}: a list item of {kinds}, not of Lbl and LBody"
                if item.parent is None or item.parent.type != "L":
                    yield f"{structure.where(item)}: a list item (LI) outside any list"

        self.each(check)

    def test_every_link_is_in_the_structure_and_says_where_it_leads(self):
        def check(path):
            structure = Structure.of(path)
            tagged = {
                found.objgen
                for element in structure.every("Link", "Reference")
                for found in element.objects
            }
            for number, page in enumerate(structure.pdf.pages, start=1):
                for annotation in page.get("/Annots", []):
                    if annotation.get("/Subtype") != "/Link":
                        continue
                    if annotation.objgen not in tagged:
                        yield f"page {number}: a link is not in the structure (no Link element holds it)"
                    if not str(annotation.get("/Contents", "")).strip():
                        yield f"page {number}: a link does not say where it leads (/Contents)"
                if "/Annots" in page and page.get("/Tabs") != "/S":
                    yield f"page {number}: Tab does not follow the reading order (/Tabs /S)"

        self.each(check)

    def test_the_text_of_every_page_is_in_the_structure(self):
        """The running head and foot are not: they would be read between two sentences. Nor is what stands over lines for notes."""
        notes = {
            word
            for strings in sorted((ROOT / "themes/calm/strings").glob("*.yaml"))
            for words in ("print_notes", "print_goes_on")
            for word in field(strings, words).split()
        }

        def check(path):
            pages = Structure.of(path).pdf.pages
            for number, (page, (_, height, words)) in enumerate(zip(pages, Pages.of(path).pages), start=1):
                between = {word[4] for word in words if height / 8 < word[1] < height * 7 / 8}
                if not between <= notes and "/StructParents" not in page:
                    yield f"page {number}: its text is not in the structure (/StructParents)"

        self.each(check)


if __name__ == "__main__":
    unittest.main()
