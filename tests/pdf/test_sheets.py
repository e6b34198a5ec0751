"""What comes out of the printer: the right paper, whole sheets, page numbers that are right, every lesson in its book."""

import re
import tempfile
import unittest
from pathlib import Path

import pikepdf
from support import (
    BOOKS, POINTS, PUBLIC, ROOT, STAFF, EveryPdf, Pages, Structure, field, letters, modules, numbered, slug, text,
)

# Their figures are what the sheet is for, and each figure fills a sheet of its own.
MORE_THAN_ONE_SHEET = {"ar-h2", "ar-h4"}


def handouts():
    """Each handout's code in lower case, its Markdown file and its PDF."""
    for module in modules():
        code = field(module / "module.md", "code").lower()
        for path in numbered(module / "handouts"):
            number = int(path.name.split("-")[0])
            name = f"{code}-h{number}"
            yield name, path, PUBLIC / f"print/{name}-{slug(path)}.pdf"


class Paper(EveryPdf):
    def test_the_paper_is_what_the_curriculum_says(self):
        paper = field(ROOT / "curriculum/curriculum.yaml", "paper")

        def check(path):
            for number, page in enumerate(Structure.of(path).pdf.pages, start=1):
                box = [float(edge) for edge in page.mediabox]
                size = sorted((box[2] - box[0], box[3] - box[1]))
                if any(abs(found - wanted) > 0.5 for found, wanted in zip(size, sorted(POINTS[paper]))):
                    yield f"page {number} is {size[0]:.0f} × {size[1]:.0f} points, which is not {paper}"

        self.each(check)

    def test_no_text_leaves_the_page(self):
        """Poppler leaves out what lies outside the page; so the page is made wider first, all round."""
        by = 2000

        def check(path):
            with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
                for page in pdf.pages:
                    left, low, right, high = (float(edge) for edge in page.mediabox)
                    page.mediabox = page.cropbox = [left - by, low - by, right + by, high + by]
                wide = Path(folder) / "wide.pdf"
                pdf.save(wide)
                pages = Pages(text(wide, "-bbox"))
            for number, (width, height, words) in enumerate(pages.pages, start=1):
                out = [
                    word
                    for left, top, right, bottom, word in words
                    if left < by or top < by or right > width - by or bottom > height - by
                ]
                if out:
                    yield f"page {number}: {len(out)} words leave the page: “{' '.join(out[:8])}”"

        self.each(check)

    def test_no_two_texts_stand_on_one_another(self):
        """Words that overlap by more than half cannot be read. A word's box is taken without its upper and lower quarter:
        there is room for accents there, and large type set tight reaches into it."""

        def middle(word):
            left, top, right, bottom, letters = word
            quarter = (bottom - top) / 4
            return left, top + quarter, right, bottom - quarter, letters

        def check(path):
            for number, (_, _, words) in enumerate(Pages.of(path).pages, start=1):
                words = sorted(map(middle, words), key=lambda word: word[1])
                pairs = []
                for at, (left, top, right, bottom, word) in enumerate(words):
                    for left2, top2, right2, bottom2, other in words[at + 1:]:
                        if top2 >= bottom:
                            break
                        wide = min(right, right2) - max(left, left2)
                        high = min(bottom, bottom2) - max(top, top2)
                        least = min((right - left) * (bottom - top), (right2 - left2) * (bottom2 - top2))
                        if wide > 0 and high > 0 and wide * high > least / 2 > 0:
                            pairs.append(f"“{word}” and “{other}”")
                if pairs:
                    yield f"page {number}: {len(pairs)} pairs of words stand on one another: {', '.join(pairs[:3])}"

        self.each(check)


class Numbers(EveryPdf):
    def test_page_x_of_y_is_right(self):
        def check(path):
            pages = Pages.of(path)
            language = str(Structure.of(path).pdf.Root.Lang)
            sentence = field(ROOT / f"themes/calm/strings/{language}.yaml", "print_page_of")
            page_of = re.escape(sentence).replace(r"\{page\}", r"(\d+)").replace(r"\{pages\}", r"(\d+)")
            found = {}
            for number in range(1, len(pages) + 1):
                said = re.findall(page_of, pages.foot(number))
                if said:
                    found[number] = tuple(map(int, said[-1]))
            for number, said in found.items():
                if said != (number, len(pages)):
                    yield f"page {number} of {len(pages)} says “{said[0]} of {said[1]}”"
            # A cover and the inside of the back cover may go without.
            if len(found) < len(pages) - 4:
                without = [str(number) for number in range(1, len(pages) + 1) if number not in found]
                yield f"no “{sentence}” at the foot of the pages {', '.join(without[:20])}"

        self.each(check, BOOKS)


class Sheets(EveryPdf):
    def test_every_handout_is_one_sheet(self):
        found = list(handouts())
        self.assertTrue(found, "the curriculum has no handouts")
        for name, _, pdf in found:
            with self.subTest(name):
                self.assertTrue(pdf.exists(), f"{name}: there is no {pdf.relative_to(PUBLIC)}")
                pages = len(Pages.of(pdf))
                # A sheet has two sides.
                if name not in MORE_THAN_ONE_SHEET:
                    self.assertLessEqual(pages, 2, f"{pdf.name}: a handout is one sheet, and this has {pages} pages")

    def test_every_handout_says_its_code_its_title_and_whom_to_call(self):
        for name, path, pdf in handouts():
            with self.subTest(name):
                # As it is set: by place, the code in the corner would stand inside a title of two lines.
                said = letters(text(pdf, "-raw"))
                for what, words in (("code", name), ("title", field(path, "title")), ("help", "988")):
                    self.assertIn(letters(words), said, f"{pdf.name} does not say its {what}, “{words}”")


class Books(EveryPdf):
    def test_every_lesson_stands_in_its_workbook_its_guide_and_the_whole_book(self):
        for module in modules():
            books = [
                PUBLIC / f"print/{slug(module)}-workbook.pdf",
                STAFF / f"guides/{slug(module)}-guide.pdf",
                PUBLIC / "print/workbook.pdf",
            ]
            for book in books:
                with self.subTest(f"{module.name} in {book.name}"):
                    said = letters(text(book))
                    for lesson in numbered(module):
                        title = field(lesson, "title")
                        self.assertIn(letters(title), said, f"{book.name}: the lesson “{title}” is not in it")

    def test_books_have_no_empty_page(self):
        def check(path):
            structure = Structure.of(path)
            for number, page in enumerate(structure.pdf.pages, start=1):
                if not Pages.of(path).pages[number - 1][2] and "/XObject" not in page.get("/Resources", {}):
                    yield f"page {number} is empty"

        self.each(check, BOOKS)


if __name__ == "__main__":
    unittest.main()
