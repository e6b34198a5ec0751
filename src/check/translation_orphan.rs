//! Translations of pages that do not exist. The reader of `modules/` finds them.

use super::{Example, Finder, Lint};

pub const LINT: Lint = Lint {
    code: "translation-orphan",
    finds: "A translation whose page is gone or has another name.",
    why: "It would never be shown, and its page seems not to be translated.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/07-gone.es.md --\n---\ntitle: Algo\nsummary: Algo.\n---\n\nTexto.\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                 -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: Algo\nsummary: Algo.\n---\n\nTexto.\n",
    },
    finder: Finder::Reader,
};
