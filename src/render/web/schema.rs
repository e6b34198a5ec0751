//! What a page is, for search engines and catalogues of learning materials: schema.org, as JSON-LD.
//!
//! A block of data is not a script: the strict Content-Security-Policy of the pages lets it stand.

use serde_json::{Value, json};

use super::language_of;
use crate::curriculum::Page;
use crate::document::PageId;
use crate::render::Input;
use crate::site::{self, WebPage};

/// The data of a page, safe inside a `<script>`; `None` for a page that teaches nothing by itself, or only as the original of a
/// translation that is not there.
pub fn schema(input: Input, page: WebPage) -> Option<String> {
    if language_of(input.curriculum, page) != input.curriculum.language {
        return None;
    }
    let mut data = match page {
        WebPage::Home => course(input),
        WebPage::Content(id) => resource(input, id),
        _ => return None,
    };
    data["@context"] = json!("https://schema.org");
    Some(without_nulls(data).to_string().replace('<', "\\u003c"))
}

fn course(input: Input) -> Value {
    let curriculum = input.curriculum;
    let settings = &curriculum.settings;
    let modules = (0..curriculum.modules.len()).map(PageId::Module);
    let mut data = course_name(input);
    data["description"] = json!(settings.summary);
    data["inLanguage"] = json!(curriculum.language);
    data["version"] = json!(settings.edition);
    data["isAccessibleForFree"] = json!(true);
    data["provider"] = json!({"@type": "Organization", "name": settings.program});
    data["hasPart"] = modules.map(|id| name(input, id)).collect();
    data
}

fn resource(input: Input, id: PageId) -> Value {
    let curriculum = input.curriculum;
    let page = curriculum.page(id);
    let mut data = name(input, id);
    data["description"] = json!(page.summary);
    data["identifier"] = json!(page.code);
    data["inLanguage"] = json!(curriculum.language);
    data["version"] = json!(curriculum.settings.edition);
    data["dateModified"] = json!(page.reviewed.map(|date| date.to_string()));
    data["isAccessibleForFree"] = json!(true);
    match id {
        PageId::Module(m) => {
            let module = &curriculum.modules[m];
            let lessons = (0..module.lessons.len()).map(|l| PageId::Lesson(m, l));
            let handouts = (0..module.handouts.len()).map(|h| PageId::Handout(m, h));
            data["learningResourceType"] = json!("Module");
            data["isPartOf"] = course_name(input);
            data["hasPart"] = lessons.chain(handouts).map(|id| name(input, id)).collect();
        }
        PageId::Lesson(m, l) => {
            let lesson = &curriculum.modules[m].lessons[l];
            let objectives = lesson.objectives.iter().map(|spot| spot.value.as_str());
            data["learningResourceType"] = json!("Lesson");
            data["isPartOf"] = name(input, PageId::Module(m));
            data["timeRequired"] = json!(lesson.minutes.map(|minutes| format!("PT{minutes}M")));
            data["teaches"] = objectives.collect();
        }
        PageId::Handout(m, _) => {
            data["learningResourceType"] = json!("Handout");
            data["isPartOf"] = name(input, PageId::Module(m));
        }
    }
    data
}

fn course_name(input: Input) -> Value {
    json!({
        "@type": "Course",
        "name": input.curriculum.settings.title,
        "url": url(input, WebPage::Home),
    })
}

fn name(input: Input, id: PageId) -> Value {
    let page: &Page = input.curriculum.page(id);
    json!({
        "@type": "LearningResource",
        "name": page.title,
        "url": url(input, WebPage::Content(id)),
    })
}

/// Data stands apart from its page: without the site's address it has none.
fn url(input: Input, page: WebPage) -> Option<String> {
    let base = input.base_url?;
    Some(format!("{base}{}", site::address(input.curriculum, page)))
}

/// Leaves out what is not known.
fn without_nulls(data: Value) -> Value {
    match data {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
