//! What the other stages find while they read, resolve and plan: told here so that one manual holds every code.
//!
//! `tests/codes.rs` holds that each code of a finding in `src/` is in this table or is a lint's.

use super::{Example, Finder, Lint};

/// Every code that is not a lint's, in the order in which an author meets them.
pub const LINTS: &[Lint] = &[
    // Files.
    Lint {
        code: "file-missing",
        finds: "A folder without `curriculum/curriculum.yaml`.",
        why: "There is nothing to build.",
        example: Example::in_words(
            "Run the command in the folder that holds `curriculum/`, or name that folder with --root. `curricle init` makes a new one.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "file-name",
        finds: "A file whose name is not valid Unicode.",
        why: "Its address could not be written down, and other computers would call it something else.",
        example: Example::in_words("Rename the file with plain letters, digits and hyphens."),
        finder: Finder::Reader,
    },
    Lint {
        code: "file-link",
        finds: "A symbolic link, or another special file, among the curriculum's files.",
        why: "A link may lead out of the folder, and what it leads to would be published.",
        example: Example::in_words("Copy the file itself into the folder."),
        finder: Finder::Reader,
    },
    Lint {
        code: "file-too-large",
        finds: "A file of more than 16 MiB.",
        why: "No lesson or picture comes near it, and a phone could not load it.",
        example: Example::in_words("Make the picture smaller, or keep the file outside the curriculum."),
        finder: Finder::Reader,
    },
    Lint {
        code: "file-unreadable",
        finds: "A file or folder that cannot be read.",
        why: "What it says would be missing from the site.",
        example: Example::in_words("Check that it is there and that you may read it."),
        finder: Finder::Reader,
    },
    Lint {
        code: "file-unused",
        finds: "A file that is no lesson, handout or picture by its place and its ending.",
        why: "Its author expects it on the site, and no reader would see it.",
        example: Example {
            written: "-- modules/01-triggers/notes.txt --\nAsk about the bus.\n",
            better: "-- modules/01-triggers/02-the-bus.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "encoding",
        finds: "A text file that is not saved as UTF-8.",
        why: "Letters with accents, quotation marks and dashes would be wrong or lost.",
        example: Example::in_words("Save it again as UTF-8: in most editors, “Save with encoding”."),
        finder: Finder::Reader,
    },
    Lint {
        code: "control-character",
        finds: "An invisible control character in a lesson.",
        why: "Nobody sees it while writing, and it can hide or break the words around it.",
        example: Example {
            written: "A bell\u{7} rings.\n",
            better: "A bell rings.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "language",
        finds: "A word in `languages` that is no language code, or one that stands there twice.",
        why: "The code is the folder of that language's pages, and tells screen readers how to speak.",
        example: Example {
            written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [english]\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "translation",
        finds: "A translation into a language that `languages` does not name, or one that changes a fact of its original.",
        why: "Nobody would find it; and a minute or a track must be the same for readers of every language.",
        example: Example {
            written: "-- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: Que es un detonante\nsummary: Como empieza.\n---\n\nTexto.\n",
            better: "-- modules/01-triggers/02-que-es-un-detonante.md --\n---\ntitle: Que es un detonante\nsummary: Como empieza.\n---\n\nTexto.\n",
        },
        finder: Finder::Reader,
    },
    // What a curriculum extends.
    Lint {
        code: "upstream-missing",
        finds: "A curriculum that extends another one, without a copy of it in `upstream/`.",
        why: "A build reads that copy, so that it is the same on every computer and changes only when you ask for it.",
        example: Example {
            written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nextends: starter\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "upstream-source",
        finds: "An upstream after `extends:` that is not there, or that extends this curriculum itself.",
        why: "A build goes on with its copy, so nobody would see that nothing new can come.",
        example: Example::in_words(
            "Write `starter`, or the path of a folder that holds `curriculum/`, seen from your own folder.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "upstream-remarks",
        finds: "How many remarks on the texts of upstream are left out.",
        why: "They are for those who keep upstream: you would have to copy a page to follow them.",
        example: Example::in_words("Run `curricle check` in the folder of upstream, if it is yours."),
        finder: Finder::Reader,
    },
    Lint {
        code: "upstream-unused",
        finds: "A folder `upstream/` beside a curriculum that extends nothing.",
        why: "Nothing in it is used, and its owner may think that it is.",
        example: Example::in_words("Write `extends:` into `curriculum.yaml`, or delete the folder."),
        finder: Finder::Reader,
    },
    Lint {
        code: "upstream-changed",
        finds: "A file in `upstream/` that was changed or deleted by hand.",
        why: "The folder says what upstream said. Changed, it can no longer tell what is new, and the next taking leaves the file alone.",
        example: Example::in_words(
            "Put your change into the same file under `curriculum/`, then delete the one in `upstream/` and run `curricle drift --apply`.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "overlay-layout",
        finds: "A table such as `glossary.yaml` whose entries do not begin on lines of their own, over one of the same name in `upstream/`.",
        why: "Its entries and those of upstream are put together line by line.",
        example: Example::in_words("Begin each key, or each `- id:`, at the left of a line of its own."),
        finder: Finder::Reader,
    },
    Lint {
        code: "overlay-language",
        finds: "A curriculum with another first language than the one that it extends.",
        why: "The first language is the one that pages are written in. Read as another one, every page would be spoken and spelt wrongly.",
        example: Example::in_words(
            "Name the language of upstream first in `languages`, and your own behind it.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "adapts-gone",
        finds: "A page with `adapts` where upstream has no page.",
        why: "Upstream has taken its page out or renamed it. Nothing will ever be merged into yours, and you may want to go along.",
        example: Example::in_words(
            "Take out the line `adapts` to keep the page as your own, give the file the new name, or delete it.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "hidden-adapted",
        finds: "A page of upstream that the programme has its own text of, and that `hide` leaves out.",
        why: "Somebody wrote it to be read, and nobody sees it.",
        example: Example::in_words("Take the code out of `hide`, or delete your file."),
        finder: Finder::Reader,
    },
    Lint {
        code: "translation-number",
        finds: "A number in `resources.es.yaml` (or of another language) that the same entry of `resources.yaml` does not hold.",
        why: "Somebody would call it. A number stands in one file, so that it cannot differ from language to language.",
        example: Example {
            written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n-- resources.es.yaml --\n\"988\": {for: Llame al 989 si hay una crisis.}\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n-- resources.es.yaml --\n\"988\": {for: Llame al 988 si hay una crisis.}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "font-letters",
        finds: "A letter that no font of the theme has, in a text that is printed.",
        why: "Paper would show a box in its place.",
        example: Example {
            written: "Breathe out. \u{1f33f}\n",
            better: "Breathe out.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "module-missing",
        finds: "A folder below `modules/` that has no `module.md`.",
        why: "Without its title and code, its lessons have no place in the book.",
        example: Example {
            written: "-- modules/02-sleep/01-night.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
            better: "-- modules/02-sleep/module.md --\n---\ntitle: Sleep\ncode: SL\nsummary: Better nights.\n---\n\nText.\n-- modules/02-sleep/01-night.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "number-twice",
        finds: "Two lessons, or two handouts, of a module with the same number in front of their names.",
        why: "The number is part of the code that people say aloud: TR-1 would be two lessons.",
        example: Example {
            written: "-- modules/01-triggers/01-another.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
            better: "-- modules/01-triggers/02-another.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "address-twice",
        finds: "Two files that would stand at one address.",
        why: "One would take the place of the other, and its readers would find the wrong text.",
        example: Example {
            written: "-- modules/01-triggers/02-what-is-a-trigger.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
            better: "-- modules/01-triggers/02-triggers-again.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    // The lines at the top of a file, and the files in YAML.
    Lint {
        code: "yaml",
        finds: "Lines at the top of a file, or a file in YAML, that cannot be read.",
        why: "Nothing after the fault is known, not even the title.",
        example: Example {
            written: "---\ntitle: Stop: look around\nsummary: A short walk.\n---\n\nText.\n",
            better: "---\ntitle: \"Stop: look around\"\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-key",
        finds: "A key that is not known at its place.",
        why: "It is most often misspelt, and what it says would be lost without a word.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\nminuts: 50\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\n---\n\n## Walk {minutes=50}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "front-matter-missing",
        finds: "A key that must be there and is not, such as `title` or `summary`.",
        why: "Lists, search and the workbook show it.",
        example: Example {
            written: "---\ntitle: A walk\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "front-matter-type",
        finds: "A value of the wrong kind: words in place of a number, a day that does not exist.",
        why: "It cannot be counted or compared, so it would be left out.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\nreviewed: 2026-02-30\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\nreviewed: 2026-02-28\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "front-matter-value",
        finds: "A value that is not one of those that are known.",
        why: "The page or sheet would look different from what its author wanted.",
        example: Example {
            written: "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: A card\nsummary: A card.\nlayout: card\n---\n\nText.\n",
            better: "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: A card\nsummary: A card.\nlayout: cards\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-name",
        finds: "A track or goal that `curriculum.yaml` does not have; in `cohorts.yaml` a grid, an agenda, a day or a lesson that is not there.",
        why: "The lesson would be missing from the way that it was written for.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\ngoals: [slepe]\n---\n\nText.\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\ngoals:\n  sleep: Sleep better\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A walk\nsummary: A short walk.\ngoals: [sleep]\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "glossary-map",
        finds: "A `glossary.yaml` that is not a group of words with their meanings.",
        why: "No hard word in any lesson could be explained.",
        example: Example {
            written: "-- glossary.yaml --\n- urge: A strong pull.\n",
            better: "-- glossary.yaml --\nurge: A strong pull.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "sources",
        finds: "A `sources.yaml` that cannot be read as a list of sources.",
        why: "Nobody could look up what a lesson rests on.",
        example: Example {
            written: "-- sources.yaml --\na-book:\n  title: A book\n  type: scroll\n",
            better: "-- sources.yaml --\na-book:\n  title: A book\n  type: book\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "resources-list",
        finds: "A `resources.yaml` that is not a list.",
        why: "No page would say where help is.",
        example: Example {
            written: "-- resources.yaml --\nid: \"988\"\nname: 988 Lifeline\n",
            better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "resource-twice",
        finds: "Two places to get help with the same id.",
        why: "A link to one might show the number of the other.",
        example: Example {
            written: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n",
            better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n- id: \"911\"\n  name: Emergency\n  call: \"911\"\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "resource-number",
        finds: "A number that a phone cannot dial.",
        why: "Somebody who needs help now would tap it in vain.",
        example: Example {
            written: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: 988 or 911\n",
            better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "resource-address",
        finds: "A web address of a place to get help that does not begin with `https://`.",
        why: "Others on the same network could read along, or show another page in its place.",
        example: Example {
            written: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n  web: http://988lifeline.org/\n",
            better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n  web: https://988lifeline.org/\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "theme-missing",
        finds: "A theme that is not below `themes/`.",
        why: "Nothing could be shown or printed.",
        example: Example {
            written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\ntheme: clam\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\ntheme: calm\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "theme-strings",
        finds: "A theme that has no words for the first of `languages`.",
        why: "Buttons and headings would have no text.",
        example: Example {
            written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\nlanguages: [xx]\n",
            better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\nlanguages: [en]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "theme-template",
        finds: "A template of the theme that cannot be read.",
        why: "No page that uses it could be made.",
        example: Example::in_words(
            "Put right the template at the line that the finding names, or copy the theme again from a new `curricle init`.",
        ),
        finder: Finder::Reader,
    },
    // Headings.
    Lint {
        code: "heading-level",
        finds: "A heading of the first level in a text.",
        why: "The title of the page is that heading. A screen reader would announce two titles.",
        example: Example {
            written: "# My plan\n",
            better: "## My plan\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "heading-twice",
        finds: "Two headings of a page with the same words, or one without any.",
        why: "A link to one would lead to the other, and answers kept on a device could change places.",
        example: Example {
            written: "## My plan\n\nText.\n\n## My plan\n",
            better: "## My plan\n\nText.\n\n## My plan for tonight\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-kind",
        finds: "A kind of activity that there is not.",
        why: "The section would have no space to answer and no guide for staff.",
        example: Example {
            written: "## Write {.excercise minutes=10}\n",
            better: "## Write {.exercise minutes=10}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "two-kinds",
        finds: "A heading with more than one kind of activity.",
        why: "The page and the workbook could not tell which one to show.",
        example: Example {
            written: "## Write and talk {.exercise .discussion}\n",
            better: "## Write {.exercise}\n\nText.\n\n## Talk {.discussion}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-attribute",
        finds: "A word in the braces of a heading that is not known there.",
        why: "It is most often misspelt: the minutes or the group would be lost.",
        example: Example {
            written: "## Write {.exercise minuts=10}\n",
            better: "## Write {.exercise minutes=10}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "attribute-value",
        finds: "A value in the braces of a heading that is not one of those that are known.",
        why: "The guide would not say how long the part takes or how people sit.",
        example: Example {
            written: "## Write {.exercise minutes=ten}\n",
            better: "## Write {.exercise minutes=10}\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "attribute-outside-activity",
        finds: "A `group`, `frame` or `lines` on a heading that has no kind of activity.",
        why: "Only activities have them, so it would be lost.",
        example: Example {
            written: "## Talk {group=pairs}\n",
            better: "## Talk {.discussion group=pairs}\n",
        },
        finder: Finder::Reader,
    },
    // Spaces to answer.
    Lint {
        code: "answer-outside-activity",
        finds: "A space to answer in a part of a lesson that is no activity.",
        why: "On screen nothing could be typed there, and the workbook would leave it out.",
        example: Example {
            written: "## My plan\n\nTonight I will: ____________\n",
            better: "## My plan {.exercise}\n\nTonight I will: ____________\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "answer-unlabelled",
        finds: "A space to answer without words that name it.",
        why: "A screen reader would say only “edit text”, and nobody would know what to write.",
        example: Example {
            written: "## My plan {.exercise}\n\n____________\n",
            better: "## My plan {.exercise}\n\nTonight I will:\n____________\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "mixed-choices",
        finds: "A list that mixes boxes to tick, choices of one, and plain items.",
        why: "A reader could not tell whether one may be chosen or several.",
        example: Example {
            written: "## Today {.exercise}\n\n- [ ] I slept\n- ( ) I ate\n",
            better: "## Today {.exercise}\n\n- [ ] I slept\n- [ ] I ate\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "right-answer",
        finds: "An answer that is marked as right outside a self-check.",
        why: "A worksheet has no right answers; the mark would say that somebody is wrong.",
        example: Example {
            written: "## Today {.exercise}\n\n- [x] I slept\n",
            better: "## Today {.exercise}\n\n- [ ] I slept\n",
        },
        finder: Finder::Reader,
    },
    // What a text points at.
    Lint {
        code: "link-broken",
        finds: "A link to a lesson or handout that does not exist.",
        why: "Somebody who follows it finds nothing, perhaps when they need it.",
        example: Example {
            written: "[What is a trigger?](01-what-is-trigger.md)\n",
            better: "[What is a trigger?](01-what-is-a-trigger.md)\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "anchor-broken",
        finds: "A link to a section that its page does not have.",
        why: "The reader would land at the top and have to look for it.",
        example: Example {
            written: "[My places](01-what-is-a-trigger.md#my-place)\n",
            better: "[My places](01-what-is-a-trigger.md#my-places)\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "link-kind",
        finds: "A link of a kind that is not allowed, such as mail, a phone or a path from the root.",
        why: "It would not work everywhere, or tell another program who reads this.",
        example: Example {
            written: "[Write to us](mailto:us@example.org)\n",
            better: "[Our page](https://example.org/)\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "image-missing",
        finds: "A picture that is not there.",
        why: "There would be a hole in the page.",
        example: Example {
            written: "![A chain](images/chian.svg)\n",
            better: "-- modules/01-triggers/images/chain.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\n![A chain](images/chain.svg)\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-term",
        finds: "A link to a word that `glossary.yaml` does not explain.",
        why: "The word was linked because it is hard.",
        example: Example {
            written: "A [craving](term:craving) passes.\n",
            better: "-- glossary.yaml --\ncraving: A very strong wish to use.\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nA [craving](term:craving) passes.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-resource",
        finds: "A link to a place to get help that `resources.yaml` does not have.",
        why: "Somebody in need would tap it in vain.",
        example: Example {
            written: "Call [988](help:998).\n",
            better: "Call [988](help:988).\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-source",
        finds: "A source that `sources.yaml` does not have.",
        why: "Nobody could look up what the text rests on.",
        example: Example {
            written: "Urges pass [@a-book].\n",
            better: "-- sources.yaml --\na-book:\n  title: A book\n  type: book\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nUrges pass [@a-book].\n",
        },
        finder: Finder::Reader,
    },
    // Other marks in a text.
    Lint {
        code: "unknown-callout",
        finds: "A callout of a kind that there is not.",
        why: "It may be a misspelt note for staff, so nobody else sees it until it is put right.",
        example: Example {
            written: "> [!tipp]\n> Drink some water.\n",
            better: "> [!tip]\n> Drink some water.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "raw-html",
        finds: "HTML in a text.",
        why: "It is shown to every reader as it is written, even a comment.",
        example: Example {
            written: "Breathe <b>out</b>.\n",
            better: "Breathe **out**.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "nesting",
        finds: "Lists or quotes that stand more than 32 levels deep.",
        why: "Nobody could follow them, and such a file is most often damaged.",
        example: Example {
            written: "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > Deep\n",
            better: "> Not so deep\n",
        },
        finder: Finder::Reader,
    },
    // Cohorts.
    Lint {
        code: "cohort-zone",
        finds: "A time zone in `cohorts.yaml` that the IANA list does not have.",
        why: "Calendars would show the hours of another place, or none.",
        example: Example {
            written: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_Yrok\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\ngrids:\n  all:\n    - [TR-1]\n",
            better: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\ngrids:\n  all:\n    - [TR-1]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "cohort-date",
        finds: "A day in `cohorts.yaml` that does not exist, lies outside of the run, or is no meeting day; an end before the start.",
        why: "Somebody would wait before a closed door.",
        example: Example {
            written: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n    skip:\n      2027-01-12: A holiday\ngrids:\n  all:\n    - [TR-1]\n",
            better: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n    skip:\n      2027-01-11: A holiday\ngrids:\n  all:\n    - [TR-1]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "cohort-time",
        finds: "A time in `cohorts.yaml` that does not exist, or two sessions of a cohort at the same time.",
        why: "Nobody can be in two rooms at once, or come at an hour that the clock leaves out.",
        example: Example {
            written: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 25:00, agenda: day}\ngrids:\n  all:\n    - [TR-1]\n",
            better: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\ngrids:\n  all:\n    - [TR-1]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "cohort-grid",
        finds: "A grid with more lessons than the days of a cohort have room for.",
        why: "The last lessons would never be held.",
        example: Example {
            written: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 1\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n    skip:\n      2027-01-04: A holiday\ngrids:\n  all:\n    - [TR-1]\n",
            better: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n    skip:\n      2027-01-04: A holiday\ngrids:\n  all:\n    - [TR-1]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "cohort-note",
        finds: "A note on a lesson of a grid that says nothing, or too much.",
        why: "It stands in a small square of a month.",
        example: Example {
            written: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\ngrids:\n  all:\n    - [TR-1:]\n",
            better: "-- cohorts.yaml --\nagendas:\n  day:\n    - lesson: 50\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\ngrids:\n  all:\n    - [TR-1: with guests]\n",
        },
        finder: Finder::Reader,
    },
    // How it looks, and where it is.
    Lint {
        code: "logo",
        finds: "A logo that is not there, or is neither an SVG nor a PNG picture.",
        why: "It would be missing from every page and cover.",
        example: Example::in_words(
            "Put `logo.svg` beside `curriculum.yaml`, and write `logo: {file: logo.svg, alt: …}` with what it shows.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "colour",
        finds: "A colour that is not written in hexadecimal digits.",
        why: "Screens, paper and the e-book must all show the same.",
        example: Example::in_words("Write red, green and blue, in quotation marks: `\"#1d2b2f\"`."),
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-colour",
        finds: "A colour that the theme does not have, or that is not open to a programme.",
        why: "Its author believes that something has a new colour, and it does not.",
        example: Example::in_words("Take one of the names that the finding tells."),
        finder: Finder::Reader,
    },
    Lint {
        code: "colour-faint",
        finds: "A colour that is too close to what it stands on: words need 7:1, marks 3:1.",
        why: "People with weak sight, an old screen or a bad copy could not read it.",
        example: Example::in_words("Take the nearest colour that passes: the finding names it."),
        finder: Finder::Reader,
    },
    Lint {
        code: "font-missing",
        finds: "A font that is named in `curriculum.yaml` and is not in `curriculum/fonts/` in regular weight.",
        why: "No font is fetched from anywhere else: pages and paper would be set in another.",
        example: Example::in_words(
            "Put its files there, as TTF or OTF for paper and as WOFF2 for the site, with its licence.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "unknown-font",
        finds: "A font for something that the theme does not set in a font of its own.",
        why: "Its author believes that something looks new, and it does not.",
        example: Example::in_words("Write `text:`, or one of the names that the finding tells."),
        finder: Finder::Reader,
    },
    Lint {
        code: "country",
        finds: "A country that is not the code of one.",
        why: "By it, crisis lines are shown or left out.",
        example: Example::in_words("Write the two capital letters of ISO 3166: `US`, `GB`, `MX`."),
        finder: Finder::Reader,
    },
    Lint {
        code: "help-empty",
        finds: "A country for which no place to get help is pinned.",
        why: "Somebody in danger would find no number on any page.",
        example: Example::in_words(
            "Add the crisis lines of the country to `resources.yaml`, with `country:` and `pinned: true`, and call them first.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "help-elsewhere",
        finds: "A link to a place to get help that is in another country than the programme.",
        why: "A number that does not answer is worse than none.",
        example: Example::in_words(
            "Write under the same id in `resources.yaml` who gives the same help where the programme is, or change the words.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "theme-loop",
        finds: "A theme that lies on itself, or on one that lies on it.",
        why: "None of them would ever be whole.",
        example: Example::in_words(
            "Name after `extends:` in `theme.yaml` a theme that does not extend this one.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "theme-colour",
        finds: "A colour of a theme that does not say what it is for, or has no value for the light, the dark and high contrast.",
        why: "Its contrast could not be held to anything.",
        example: Example::in_words(
            "`ink: {use: text, light: \"#1d2b2f\", dark: \"#ecebe6\", high: \"#ffffff\"}`",
        ),
        finder: Finder::Reader,
    },
    // Exceptions.
    Lint {
        code: "exception-unknown",
        finds: "An `allow:` for a code that cannot be allowed, or that there is not.",
        why: "Its author believes that something is let pass, and it is not.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\nallow:\n  lesson-minuets: It is as long as it is.\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\nallow:\n  lesson-minutes: It is as long as it is.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "exception-unused",
        finds: "An `allow:` that nothing needs any more.",
        why: "It would let the next fault of its kind pass without a word.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\nallow:\n  lesson-minutes: It is as long as it is.\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "exception-reason",
        finds: "An `allow:` that gives no reason.",
        why: "Whoever reads the lesson after its author cannot tell whether it is still right.",
        example: Example {
            written: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\nallow: [lesson-minutes]\n---\n\nText.\n",
            better: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\nallow:\n  lesson-minutes: It is as long as it is.\n---\n\nText.\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "words-phrase",
        finds: "A phrase in a list of words that begins with no word, or is longer than twelve words.",
        why: "It would never be found in a text.",
        example: Example::in_words("Begin each phrase with a word, and keep it short."),
        finder: Finder::Reader,
    },
    Lint {
        code: "words-set",
        finds: "A phrase in a list of words that names a set which is not there.",
        why: "It would never be found in a text.",
        example: Example::in_words("Name a set that stands under `sets` above it."),
        finder: Finder::Reader,
    },
    // Plans of single people.
    Lint {
        code: "plan-pack",
        finds: "A plan whose pack number is no number, or another plan's.",
        why: "The pack is known by it alone: somebody would get another one's lessons.",
        example: Example {
            written: "-- plans/p-01.yaml --\npack: the new one\nlessons: [TR-1]\n",
            better: "-- plans/p-01.yaml --\npack: P-01\nlessons: [TR-1]\n",
        },
        finder: Finder::Reader,
    },
    Lint {
        code: "plan-in-repository",
        finds: "A plan or a pack in the repository of the programme.",
        why: "Whoever can read the repository, now or later, learns what was chosen for a person.",
        example: Example::in_words(
            "Write `/curriculum/plans/` and `/packs/` into `.gitignore`, and take the files out: `git rm --cached -r --ignore-unmatch curriculum/plans packs`.",
        ),
        finder: Finder::Reader,
    },
    Lint {
        code: "plan-lesson-unknown",
        finds: "A plan with a lesson or a handout that is not in the curriculum.",
        why: "The person would not get what was chosen for them.",
        example: Example {
            written: "-- plans/p-01.yaml --\npack: P-01\nlessons: [TR-99]\n",
            better: "-- plans/p-01.yaml --\npack: P-01\nlessons: [TR-1]\n",
        },
        finder: Finder::Reader,
    },
];
