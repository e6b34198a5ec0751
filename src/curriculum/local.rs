//! A curriculum in another of its languages: what is translated in place of the original, the rest as it is.

use super::{Curriculum, Lesson, Translation};
use crate::document::PageId;

impl Curriculum {
    /// The same curriculum in `language`: the same pages in the same order. What is not translated stays as it was written: each page
    /// says in which language its text is, and [`Curriculum::language_of`] says it of all other texts. It has no translations itself.
    pub fn in_language(&self, language: &str) -> Curriculum {
        let mut local = self.clone();
        language.clone_into(&mut local.language);
        if !local.is_original() {
            local.say_in(language);
        }
        if let Some(sources) = local.local_sources.remove(language) {
            local.sources = sources;
        }
        let translations = std::mem::take(&mut local.translations);
        let translations = translations.iter();
        for translation in translations.filter(|translation| translation.page.language == language) {
            match translation.of {
                PageId::Module(m) => local.modules[m].page.clone_from(&translation.page),
                PageId::Lesson(m, l) => lesson(&mut local.modules[m].lessons[l], translation),
                PageId::Handout(m, h) => {
                    local.modules[m].handouts[h].page.clone_from(&translation.page);
                }
            }
        }
        local
    }
}

fn lesson(lesson: &mut Lesson, translation: &Translation) {
    lesson.page.clone_from(&translation.page);
    lesson.objectives.clone_from(&translation.objectives);
    lesson.notice.clone_from(&translation.notice);
    lesson.materials.clone_from(&translation.materials);
}
