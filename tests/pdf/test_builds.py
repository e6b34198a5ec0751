"""Other builds of the same curriculum: the same bytes from another place, other paper, and nothing of staff's in public."""

import gzip
import re
import shutil
import tempfile
import unittest
import zipfile
from pathlib import Path

import pikepdf
from support import POINTS, PUBLIC, ROOT, STAFF, Structure, build, modules, numbered, slug, text


def copy_of_inputs(folder):
    """A folder with what a build reads, and nothing else."""
    for part in ("curriculum", "themes"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class SameBytes(unittest.TestCase):
    def test_a_second_build_elsewhere_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="curricle elsewhere ") as name:
            root = copy_of_inputs(Path(name))
            build(root, root / "public", root / "staff")
            for first, second in ((PUBLIC, root / "public"), (STAFF, root / "staff")):
                before, after = contents(first), contents(second)
                self.assertEqual(sorted(before), sorted(after), f"{first.name}: not the same files in both builds")
                differ = [path for path, data in before.items() if after[path] != data]
                self.assertEqual(differ, [], f"{first.name}: these files differ between two builds of the same inputs")


class ChangedCurriculum(unittest.TestCase):
    """One build of a changed copy: on A4, with a word for staff in a lesson, a module's introduction and a handout."""

    CANARIES = {"lesson": "Zylquartavo", "module": "Zymquartavo", "handout": "Zyhquartavo"}

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="curricle-changed-")
        cls.addClassCleanup(folder.cleanup)
        root = copy_of_inputs(Path(folder.name))
        settings = root / "curriculum/curriculum.yaml"
        settings.write_text(re.sub(r"^paper:.*$", "paper: a4", settings.read_text(), flags=re.MULTILINE))
        cls.module = modules()[0]
        inside = root / "curriculum/modules" / cls.module.name
        for what, path in (
            ("lesson", numbered(inside)[0]),
            ("module", inside / "module.md"),
            ("handout", numbered(inside / "handouts")[0]),
        ):
            word = cls.CANARIES[what]
            path.write_text(path.read_text().rstrip("\n") + f"\n\n> [!facilitator]\n> {word} is for staff.\n")
        cls.public, cls.staff = root / "public", root / "staff"
        build(root, cls.public, cls.staff)

    def test_paper_a4_gives_a4(self):
        for pdf in sorted(self.public.rglob("*.pdf")):
            with self.subTest(pdf.name):
                for number, page in enumerate(Structure(pdf).pdf.pages, start=1):
                    size = sorted(float(edge) for edge in page.mediabox[2:])
                    for found, wanted in zip(size, sorted(POINTS["a4"])):
                        self.assertAlmostEqual(found, wanted, delta=0.5, msg=f"{pdf.name}: page {number} is not A4")

    def test_a_note_for_staff_is_in_the_guide(self):
        guide = self.staff / f"guides/{slug(self.module)}-guide.pdf"
        said = text(guide)
        # A handout is in the guide by its name only, to be found and copied.
        for what in ("lesson", "module"):
            with self.subTest(what):
                self.assertIn(self.CANARIES[what], said, f"{guide.name}: the note for staff in a {what} is not in it")

    def test_a_note_for_staff_is_nowhere_in_public(self):
        for path in sorted(self.public.rglob("*")):
            if not path.is_file():
                continue
            with self.subTest(path.relative_to(self.public).as_posix()):
                for form, data in forms(path):
                    for word in self.CANARIES.values():
                        for written in (word.encode(), word.encode("utf-16-be"), word.lower().encode()):
                            self.assertNotIn(
                                written, data, f"{path.relative_to(self.public)}: {form} holds a note for staff, {word}"
                            )

    def test_the_search_for_the_note_can_find_it(self):
        """The same search in staff's folder: it would be worth nothing if it could not see into a PDF."""
        guide = self.staff / f"guides/{slug(self.module)}-guide.pdf"
        word = self.CANARIES["lesson"].encode()
        self.assertTrue(any(word in data for _, data in forms(guide)), f"{guide.name}: the search is blind")


def forms(path):
    """Every form in which a file may hold words: its bytes, what is packed in it, what a reader sees."""
    data = path.read_bytes()
    yield "the file", data
    yield "its name", path.name.encode()
    if data[:2] == b"\x1f\x8b":
        yield "what is packed in it", gzip.decompress(data)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield f"its part {name}", packed.read(name)
    if data[:5] == b"%PDF-":
        yield "its text", text(path).encode()
        with pikepdf.open(path) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    try:
                        yield "a stream in it", item.read_bytes()
                    except pikepdf.PdfError:
                        yield "a stream in it", item.read_raw_bytes()
            yield "its words for screen readers", "\n".join(strings(pdf)).encode()


def strings(pdf):
    """Every string in a PDF's objects: titles, bookmarks, texts for pictures, names of fields."""
    for item in pdf.objects:
        waiting = [item]
        while waiting:
            value = waiting.pop()
            if isinstance(value, pikepdf.String):
                yield str(value)
            elif isinstance(value, pikepdf.Array):
                waiting.extend(inner for inner in value if not getattr(inner, "is_indirect", False))
            elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
                waiting.extend(inner for inner in dict(value.items()).values() if not getattr(inner, "is_indirect", False))


if __name__ == "__main__":
    unittest.main()
