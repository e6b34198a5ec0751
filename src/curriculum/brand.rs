//! The brand, in `curriculum.yaml`: what makes pages, paper and e-book look like one programme's, and how the programme is reached.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::help::{self, TextLine};
use super::{Curriculum, FOLDER, Resource};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{Fields, Node, Spot};

/// How each PNG picture begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The entry of `resources.yaml` that is the programme itself.
const PROGRAMME: &str = "programme";

/// How a programme looks, where it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Brand {
    pub logo: Option<Logo>,
    /// Colours by the names that the theme has for them.
    pub colours: Vec<(Spot<String>, Spot<String>)>,
    /// Families of fonts by what the theme sets in them.
    pub fonts: Vec<(Spot<String>, Spot<String>)>,
}

/// The programme's sign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Logo {
    /// From the root.
    pub path: String,
    /// Its place in `curriculum.yaml`.
    pub span: Span,
    /// What it says to those who do not see it.
    pub alt: String,
}

/// How a programme is reached.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    call: Option<String>,
    text: Option<String>,
    address: Option<String>,
    hours: Option<String>,
    email: Option<String>,
    web: Option<String>,
    reviewed: Option<NaiveDate>,
}

/// Reads where the logo is and what it says.
pub fn logo(path: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Logo> {
    let mut fields = Fields::new(path, node, findings);
    let file = fields.required_text("file");
    let alt = fields.required_text("alt");
    fields.finish();
    (!file.is_empty()).then(|| Logo {
        path: format!("{FOLDER}/{file}"),
        span: node.span,
        alt,
    })
}

/// Reads how the programme is reached.
pub fn contact(path: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Contact {
    let mut fields = Fields::new(path, node, findings);
    let contact = Contact {
        call: fields.text("phone"),
        text: fields.text("text"),
        address: fields.text("address"),
        hours: fields.text("hours"),
        email: fields.text("email"),
        web: fields.text("link"),
        reviewed: fields.date("reviewed"),
    };
    let places = fields.places();
    fields.finish();
    let at = |key: &str| places.get(key).copied().unwrap_or(node.span);
    for (number, what) in [(&contact.call, "phone"), (&contact.text, "text")] {
        help::check_number(path, at(what), number.as_deref(), what, findings);
    }
    if let Some(address) = &contact.web {
        help::check_address(path, at("link"), address, findings);
    }
    if let Some(email) = &contact.email {
        help::check_email(path, at("email"), email, findings);
    }
    contact
}

/// Takes the logo among the pictures, so that it is looked at and published like them.
pub fn take_logo(files: &Files, curriculum: &mut Curriculum, findings: &mut Vec<Diagnostic>) {
    let Some(logo) = &curriculum.settings.brand.logo else {
        return;
    };
    let is_picture = [".svg", ".png"].iter().any(|ending| logo.path.ends_with(ending));
    let found = files.bytes(&logo.path).filter(|_| is_picture);
    let is_as_named = found.is_none_or(|bytes| {
        if logo.path.ends_with(".png") {
            bytes.starts_with(PNG)
        } else {
            !bytes.starts_with(PNG) && std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
        }
    });
    if let Some(bytes) = found.filter(|_| is_as_named) {
        curriculum.images.insert(logo.path.clone(), bytes.clone());
        return;
    }
    let pictures = files
        .under(FOLDER)
        .map(|(path, _)| &path[FOLDER.len() + 1..])
        .filter(|path| path.ends_with(".svg") || path.ends_with(".png"));
    let wanted = &logo.path[FOLDER.len() + 1..];
    let help = match nearest(wanted, pictures) {
        _ if !is_as_named => {
            "A new name does not make another picture of it: open it in a program for pictures, and save it as PNG.".to_owned()
        }
        Some(near) => format!("Did you mean `{near}`?"),
        None => {
            format!(
                "Put the logo into `{FOLDER}/`, as an SVG or PNG picture, and name it here: `file: logo.svg`."
            )
        }
    };
    let message = if !is_as_named {
        format!("`{wanted}` has the ending of a picture, and is none of that kind inside")
    } else if is_picture {
        format!("there is no picture `{wanted}` beside curriculum.yaml")
    } else {
        format!("`{wanted}` is neither an SVG nor a PNG picture")
    };
    findings.push(
        Diagnostic::error("logo", &settings_file(), message)
            .at(logo.span)
            .help(help),
    );
    curriculum.settings.brand.logo = None;
}

/// Puts how the programme is reached into its entry among those that help, in place of what stands there.
pub fn reach(curriculum: &mut Curriculum) {
    let Some(contact) = curriculum.settings.contact.clone() else {
        return;
    };
    let known = curriculum
        .resources
        .iter()
        .position(|resource| resource.id == PROGRAMME);
    let at = known.unwrap_or_else(|| {
        let own = Resource {
            id: PROGRAMME.to_owned(),
            name: curriculum.settings.program.clone(),
            pinned: true,
            ..Resource::default()
        };
        curriculum.resources.insert(0, own);
        0
    });
    let own = &mut curriculum.resources[at];
    let fill = |place: &mut Option<String>, said: Option<String>| {
        if said.is_some() {
            *place = said;
        }
    };
    fill(&mut own.call, contact.call);
    fill(&mut own.address, contact.address);
    fill(&mut own.hours, contact.hours);
    fill(&mut own.email, contact.email);
    fill(&mut own.web, contact.web);
    if let Some(to) = contact.text {
        let say = own.text.take().and_then(|line| line.say);
        own.text = Some(TextLine { to, say });
    }
    own.reviewed = contact.reviewed.or(own.reviewed);
    // It is where the programme is.
    own.country = None;
}

/// Takes out of the programme's entry what is out of date when there is a number now: the note, which said to ask for it, and the word to
/// send to another number. It is done when the translations are read, in which those are no mistake.
pub fn leave_out_of_date(curriculum: &mut Curriculum) {
    let contact = curriculum.settings.contact.as_ref();
    let (calls, texts) = contact.map_or((false, false), |contact| {
        (contact.call.is_some(), contact.text.is_some())
    });
    let own = curriculum
        .resources
        .iter_mut()
        .find(|resource| resource.id == PROGRAMME);
    let Some(own) = own else { return };
    if calls || texts {
        own.note = None;
    }
    if let Some(line) = own.text.as_mut().filter(|_| texts) {
        line.say = None;
    }
}

/// Leaves those places to get help that are for the programme's country, or for any; returns the others, by id with their country.
pub fn stay_in_country(
    curriculum: &mut Curriculum,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let Some(country) = curriculum.settings.country.clone() else {
        return BTreeMap::new();
    };
    let path = settings_file();
    if country.value.len() != 2 || !country.value.bytes().all(|letter| letter.is_ascii_uppercase()) {
        findings.push(
            Diagnostic::error(
                "country",
                &path,
                format!("`{}` is not the code of a country", country.value),
            )
            .at(country.span)
            .help("Write the two capital letters of ISO 3166: `US`, `GB`, `MX`."),
        );
        return BTreeMap::new();
    }
    let is_here = |resource: &Resource| {
        let own = resource.country.as_ref();
        own.is_none_or(|own| own.eq_ignore_ascii_case(&country.value))
    };
    let (here, elsewhere): (Vec<Resource>, Vec<Resource>) = std::mem::take(&mut curriculum.resources)
        .into_iter()
        .partition(is_here);
    curriculum.resources = here;
    let helps = |resource: &Resource| resource.pinned && resource.id != PROGRAMME;
    if !curriculum.resources.iter().any(helps) {
        findings.push(
            Diagnostic::error(
                "help-empty",
                &path,
                format!(
                    "no place to get help that every page shows is for `{}`: help would be empty",
                    country.value
                ),
            )
            .at(country.span)
            .help(format!(
                "Add the crisis lines of this country to resources.yaml, with `country: {}` and `pinned: true`.",
                country.value
            )),
        );
    }
    let named = elsewhere.into_iter();
    named
        .map(|resource| (resource.id, resource.country.unwrap_or_default()))
        .collect()
}

fn settings_file() -> String {
    format!("{FOLDER}/curriculum.yaml")
}
