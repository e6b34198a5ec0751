"""The calendars of cohorts, read by two calendar libraries that have nothing to do with ours: in three time zones, through both
changes of the clock, with days that are skipped and sessions that are moved, every session is at the same hour on the wall.
"""

import shutil
import tempfile
import unittest
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import vobject
from support import PUBLIC, ROOT, build

ZONES = {"new-york": "America/New_York", "phoenix": "America/Phoenix", "berlin": "Europe/Berlin"}
FIRST, LAST = date(2027, 3, 1), date(2027, 11, 30)
SKIPPED, MOVED, TO = date(2027, 5, 31), date(2027, 7, 5), date(2027, 7, 7)
START = time(17, 30)
LENGTH = timedelta(minutes=120)

COHORT = """
  {id}:
    title: Evening group
    zone: {zone}
    start: {first}
    end: {last}
    meetings:
      - {{days: [monday, thursday], at: 17:30, agenda: [check-in: 30, lesson: 50, open-group: 40]}}
    skip:
      {skipped}: A holiday
    moved:
      {moved}: {to}
"""


def build_calendars(folder, to=TO):
    """The text of each calendar of a small curriculum, by the id of its cohort."""
    folder = Path(folder)
    shutil.copytree(ROOT / "tests/sites/tiny/curriculum", folder / "curriculum")
    shutil.copytree(ROOT / "themes", folder / "themes")
    cohorts = [
        COHORT.format(id=name, zone=zone, first=FIRST, last=LAST, skipped=SKIPPED, moved=MOVED, to=to)
        for name, zone in ZONES.items()
    ]
    (folder / "curriculum/cohorts.yaml").write_text("cohorts:" + "".join(cohorts))
    build(folder, folder / "public", folder / "staff")
    return {name: (folder / f"public/calendar/{name}.ics").read_bytes().decode() for name in ZONES}


def expected(zone, to=TO):
    """When each session begins and ends, counted here."""
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    held = [to if day == MOVED else day for day in days if day.weekday() in (0, 3) and day != SKIPPED]
    starts = sorted(datetime.combine(day, START, tzinfo=ZoneInfo(zone)) for day in held)
    return [(start.timestamp(), (start + LENGTH).timestamp()) for start in starts]


def by_icalendar(text):
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return sorted((event.decoded("dtstart").timestamp(), event.decoded("dtend").timestamp()) for event in events)


def by_vobject(text):
    events = vobject.readOne(text).vevent_list
    return sorted((event.dtstart.value.timestamp(), event.dtend.value.timestamp()) for event in events)


class Times(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="curricle-calendars-")
        cls.calendars = build_calendars(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_both_libraries_give_the_hours_on_the_wall(self):
        for name, zone in ZONES.items():
            for read in (by_icalendar, by_vobject):
                with self.subTest(zone=zone, by=read.__name__):
                    self.assertEqual(read(self.calendars[name]), expected(zone))

    def test_a_program_that_does_not_know_the_zone_reads_it_from_the_calendar(self):
        for name, zone in ZONES.items():
            unknown = self.calendars[name].replace(zone, f"Nowhere/{name}")
            for read in (by_icalendar, by_vobject):
                with self.subTest(zone=zone, by=read.__name__):
                    self.assertEqual(read(unknown), expected(zone))

    def test_a_session_that_is_moved_keeps_its_identity(self):
        with tempfile.TemporaryDirectory(prefix="curricle-calendars-") as folder:
            moved = build_calendars(folder, to=date(2027, 7, 9))
        times = lambda text: {
            str(event["uid"]): event.decoded("dtstart") for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
        }
        before, after = times(self.calendars["berlin"]), times(moved["berlin"])
        self.assertEqual(before.keys(), after.keys())
        self.assertEqual(len([uid for uid in before if before[uid] != after[uid]]), 1)

    def test_no_identity_stands_twice(self):
        uids = [
            str(event["uid"])
            for text in self.calendars.values()
            for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
        ]
        self.assertEqual(len(uids), len(set(uids)))

    def test_lines_are_as_the_standard_wants_them(self):
        for text in self.calendars.values():
            self.assertNotIn("\n", text.replace("\r\n", ""), "a line that does not end in CR LF")
            long = [line for line in text.split("\r\n") if len(line.encode()) > 75]
            self.assertEqual(long, [], "lines of more than 75 bytes")


class Sample(unittest.TestCase):
    def test_the_published_calendars_say_nothing_of_treatment(self):
        calendars = sorted(PUBLIC.glob("calendar/*.ics"))
        self.assertTrue(calendars)
        for path in calendars:
            for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
                self.assertEqual(str(event["summary"]), "Group")
                self.assertNotIn("description", event)
                self.assertNotIn("location", event)


if __name__ == "__main__":
    unittest.main()
