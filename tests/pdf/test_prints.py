"""What `curricle print` makes: every setting, both languages, sheets of two pages, and what staff take into a group."""

import itertools
import shutil
import tempfile
import unittest
from pathlib import Path

import pikepdf
from support import BASE_URL, POINTS, PROGRAM, ROOT, Pages, Structure, letters, run, text


class Prints(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="curricle-prints-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)

    def print(self, *words):
        """The one PDF that `words` ask for."""
        out = self.folder / ("-".join(words).replace("#", "-").replace("/", "-").replace(":", "-") + ".pdf")
        if not out.exists():
            run(PROGRAM, "print", *words, "--root", ROOT, "-o", out)
        return out

    def fonts(self, pdf):
        """How many letters of each size there are on each page, from the size of the boxes of words."""
        for page in Pages.of(pdf).pages:
            yield sorted(round(bottom - top, 1) for _, top, _, bottom, _ in page[2])


class Settings(Prints):
    def test_every_print_is_pdf_ua(self):
        for words in (
            ("TR", "--large-print", "--low-ink", "--punch", "--paper", "a4"),
            ("TR-1", "--with", "es", "--low-ink"),
            ("WE-H1", "--with", "es", "--large-print"),
            ("TR-1#my-chain",),
            ("guide", "TR", "--large-print", "--starts", "18:00"),
            ("plan", "TR-1"),
            ("run", "TR-1", "--people", "12"),
            ("sign-in",),
            ("certificate", "--name", "Sam"),
            ("progress",),
        ):
            with self.subTest(" ".join(words)):
                pdf = Structure.of(self.print(*words))
                self.assertTrue(pdf.root.MarkInfo.Marked)
                with pdf.pdf.open_metadata() as about:
                    self.assertEqual(str(about.get("pdfuaid:part")), "1")
                    self.assertTrue(about.get("dc:title"))
                self.assertTrue(pdf.every("H1"), "it has no heading")

    def test_large_print_has_no_small_letters_to_read(self):
        # A word's box in this font is as high as 1.37 of its letters; tables of many columns and pictures may be smaller.
        for words in (("TR-1", "--large-print"), ("guide", "TR", "--large-print"), ("WE-H1", "--large-print")):
            with self.subTest(" ".join(words)):
                heights = [height for page in self.fonts(self.print(*words)) for height in page]
                small = sum(height < 15 * 1.2 for height in heights) / len(heights)
                self.assertLess(small, 0.08, f"{small:.0%} of the words are small")

    def test_a_table_that_stands_twice_side_by_side_is_one_after_the_other_in_large_letters(self):
        order = lambda *words: [word for word in text(self.print("LB-H2", *words), "-raw").split("\n") if word in ("6 a.m.", "3 p.m.")]
        self.assertEqual(order("--large-print"), ["6 a.m.", "3 p.m."])

    def test_words_of_a_table_in_large_letters_run_over_nothing(self):
        for words in (("TR-8", "--language", "es"), ("ST-H6",), ("MI-H3",)):
            with self.subTest(" ".join(words)):
                for number, page in enumerate(Pages.of(self.print(*words, "--large-print")).pages, start=1):
                    for one, other in itertools.combinations(page[2], 2):
                        apart = max(one[0], other[0]) > min(one[2], other[2]) - 1
                        # Boxes of lines that are close overlap a little.
                        apart = apart or max(one[1], other[1]) > min(one[3], other[3]) - 8
                        self.assertTrue(apart, f"page {number}: {one[4]} and {other[4]} run over each other")

    def test_help_numbers_have_their_room_wherever_the_place_to_write_one_stands(self):
        root = self.folder / "blank last"
        for part in ("curriculum", "themes"):
            shutil.copytree(ROOT / part, root / part)
        own = "\n- id: own\n  name: My person\n  for: Whom I call first.\n  pinned: true\n"
        resources = root / "curriculum/resources.yaml"
        resources.write_text(resources.read_text() + own)
        out = root / "sheet.pdf"
        run(PROGRAM, "print", "TR-H1", "--root", root, "-o", out)
        self.assertIn("Call 988 · Text 988", text(out))
        self.assertIn("My person", text(out))

    def test_low_ink_has_no_colour_and_fills_nothing_large(self):
        for words in (("TR", "--low-ink"), ("guide", "TR", "--low-ink"), ("WE-H1", "--low-ink"), ("AR-H1", "--low-ink")):
            with self.subTest(" ".join(words)):
                for number, page in enumerate(Structure.of(self.print(*words)).pdf.pages, start=1):
                    for operands, operator in pikepdf.parse_content_stream(page):
                        name = str(operator)
                        if name in ("rg", "RG", "scn", "SCN", "sc", "SC") and len(operands) == 3:
                            red, green, blue = map(float, operands)
                            spread = max(red, green, blue) - min(red, green, blue)
                            self.assertLess(spread, 0.01, f"page {number} has the colour {red, green, blue}")

    def test_a_punched_sheet_stands_further_from_its_holes(self):
        left = lambda pdf: min(word[0] for word in Pages.of(pdf).pages[0][2])
        usual, punched = self.print("TR-1"), self.print("TR-1", "--punch")
        self.assertGreater(left(punched), left(usual) + 15)

    def test_a4_and_letter_hold_the_same_words(self):
        usual, other = self.print("TR-1"), self.print("TR-1", "--paper", "a4")
        self.assertLess(abs(len(text(usual).split()) - len(text(other).split())), 60)


class Languages(Prints):
    def test_both_languages_stand_side_by_side(self):
        pdf = self.print("TR-1", "--with", "es")
        width = Pages.of(pdf).pages[0][0]
        words = Pages.of(pdf).pages[0][2]
        of = lambda what: next(word for word in words if letters(word[4]) == what)
        self.assertLess(of("what")[0], width / 2)
        self.assertGreater(of("qué")[0], width / 2)
        self.assertAlmostEqual(of("what")[1], of("qué")[1], delta=2)

    def test_each_says_its_language(self):
        structure = Structure.of(self.print("TR-1", "--with", "es"))
        said = {str(element.node.get("/Lang")) for element in structure.elements if "/Lang" in element.node}
        self.assertIn("es", said)


class TwoPages(Prints):
    def sizes(self, pdf):
        return {tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pikepdf.open(pdf).pages}

    def test_a_booklet_lies_on_whole_sheets_of_the_same_paper(self):
        whole, booklet = self.print("TR"), self.print("TR", "--booklet")
        width, height = map(round, POINTS["letter"])
        self.assertEqual(self.sizes(booklet), {(height, width)})
        pages, sides = len(pikepdf.open(whole).pages), len(pikepdf.open(booklet).pages)
        self.assertEqual(sides % 2, 0)
        self.assertEqual(sides * 2, -(-(pages + 1) // 4) * 4)
        # In the order in which it is drawn: beside it stands another page.
        self.assertIn(letters(text(whole, "-raw", "-f", "3", "-l", "3"))[:30], letters(text(booklet, "-raw")))

    def test_the_first_side_has_the_cover_at_the_right(self):
        booklet = Pages.of(self.print("TR", "--booklet"))
        width, _, words = booklet.pages[0]
        title = next(word for word in words if word[4] == "Triggers")
        self.assertGreater(title[0], width / 2)

    def test_two_up_goes_on_from_left_to_right(self):
        pages = Pages.of(self.print("TR-1", "--two-up"))
        numbers = [word for word in pages.pages[0][2] if word[4] in ("1", "2") and word[1] > 500]
        self.assertEqual([word[4] for word in sorted(numbers)][-2:], ["2", "1"][::-1] if len(numbers) == 2 else [])


class Staff(Prints):
    def test_a_plan_is_one_page_with_the_time_of_day(self):
        plan = self.print("plan", "TR-1", "--starts", "18:00")
        self.assertEqual(len(Pages.of(plan)), 1)
        self.assertIn("18:05", text(plan))
        self.assertNotIn("18:05", text(self.print("plan", "TR-1")))

    def test_every_plan_is_one_page(self):
        for code in ("WE", "TR", "ST", "RE", "RP", "MI", "AR", "PE", "LB"):
            out = self.folder / code
            run(PROGRAM, "print", "plan", code, "--root", ROOT, "-o", out)
            for pdf in sorted(out.glob("*.pdf")):
                with self.subTest(pdf.name):
                    self.assertEqual(len(Pages.of(pdf)), 1)

    def test_a_run_says_how_many_of_what(self):
        said = text(self.print("run", "TR-1", "--people", "12"))
        self.assertIn("TR-H1", said)
        self.assertIn("12", said.split())

    def test_names_stand_where_they_were_typed_for(self):
        self.assertIn("Quentina", text(self.print("sign-in", "--name", "Quentina")))
        certificates = self.print("certificate", "--name", "Quentina", "--name", "Ximeno")
        self.assertEqual(len(Pages.of(certificates)), 2)


class OnPaper(Prints):
    def test_the_address_stands_beside_its_code_where_it_is_known(self):
        known = self.print("TR-H1", "--base-url", BASE_URL)
        said = letters(text(known))
        self.assertIn(letters(BASE_URL.split("://")[1]), said)
        self.assertNotIn(letters(BASE_URL.split("://")[1]), letters(text(self.print("TR-H1"))))

    def test_a_folded_sheet_is_one_side_with_eight_pages_in_reading_order(self):
        pdf = self.print("WE-H2")
        self.assertEqual(len(Pages.of(pdf)), 1)
        heads = [str(element.number) for element in Structure.of(pdf).every("H1", "H2")]
        self.assertEqual(heads, sorted(heads, key=int))
        width, height, words = Pages.of(pdf).pages[0]
        self.assertGreater(width, height)


if __name__ == "__main__":
    unittest.main()
