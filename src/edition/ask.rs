//! What people call the things to print: codes, as they stand on every page, and a few words before them.

use chrono::NaiveDate;

use super::{Product, activities};
use crate::curriculum::{Curriculum, Page};
use crate::diagnostic::{nearest, suggest};
use crate::parse::yaml;

/// What is said before codes: it holds for all that follow, up to the next such word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing was said: what participants get.
    Itself,
    /// The guides of modules.
    Guide,
    /// All handouts of modules.
    Handouts,
    /// The plans of lessons.
    Plan,
    /// What to print for lessons, or for the days of cohorts.
    Run,
    /// The month sheets of cohorts.
    Calendar,
    /// For whoever missed a day of a cohort.
    MakeUp,
}

impl Kind {
    /// Those that are said.
    const SAID: [Kind; 6] = [
        Kind::Guide,
        Kind::Handouts,
        Kind::Plan,
        Kind::Run,
        Kind::Calendar,
        Kind::MakeUp,
    ];

    /// How it is said.
    fn word(self) -> &'static str {
        match self {
            Kind::Itself => "",
            Kind::Guide => "guide",
            Kind::Handouts => "handouts",
            Kind::Plan => "plan",
            Kind::Run => "run",
            Kind::Calendar => "calendar",
            Kind::MakeUp => "makeup",
        }
    }

    /// A code that may follow its word.
    fn example(self) -> &'static str {
        match self {
            Kind::Itself | Kind::Guide | Kind::Handouts => "TR",
            Kind::Plan | Kind::Run => "TR-1",
            Kind::Calendar => "evening",
            Kind::MakeUp => "evening:2027-01-11",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::SAID.into_iter().find(|kind| kind.word() == name)
    }
}

/// What is asked for by `words`, in their order: `TR` is a module's workbook, `TR-1` a lesson, `TR-1#an-id` one activity of it,
/// `TR-H1` a handout, `workbook` the whole; `plan TR-1` a session plan and `run TR-1` what to print for it (of all lessons: `plan TR`);
/// `run evening:2027-01-11` is what to print for a day of a cohort, and `run 2027-01-11` for all that meet then; `calendar evening` is
/// its month sheets, `calendar evening:2027-01` one of them, `makeup evening:2027-01-11` what somebody needs who missed that day. A
/// word and what follows it may be written together, `run:evening:2027-01-11`, or with a space in it, as in quotation marks.
/// `sign-in`, `certificate` and `progress` are for any; the names of a track and of a workbook that the settings list are workbooks; `guide TR` a module's guide and `handouts TR` all its handouts.
///
/// # Errors
///
/// A sentence for each word that names nothing.
pub fn asked(curriculum: &Curriculum, words: &[String]) -> Result<Vec<Product>, Vec<String>> {
    let mut products = Vec::new();
    let mut wrong = Vec::new();
    let mut kind = (Kind::Itself, "", true);
    let each = words.iter().flat_map(|word| word.split_whitespace());
    let apart = each.flat_map(|word| match word.split_once(':') {
        Some((said, rest)) if Kind::from_name(&said.to_lowercase()).is_some() => vec![said, rest],
        _ => vec![word],
    });
    for word in apart {
        if let Some(said) = Kind::from_name(&word.to_lowercase()) {
            wrong.extend(alone(kind));
            kind = (said, word, false);
            continue;
        }
        if let Some((_, product)) = ALONE.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)) {
            wrong.extend(alone(kind));
            kind = (Kind::Itself, "", true);
            products.push(*product);
            continue;
        }
        kind.2 = true;
        match one(curriculum, kind.0, word) {
            Ok(found) => products.extend(found),
            Err(sentence) => wrong.push(sentence),
        }
    }
    wrong.extend(alone(kind));
    if wrong.is_empty() && products.is_empty() {
        wrong.push("There is nothing to print. Say what, such as `TR-1`.".to_owned());
    }
    if wrong.is_empty() {
        Ok(products)
    } else {
        Err(wrong)
    }
}

/// A word that no code came after.
fn alone((kind, word, has_codes): (Kind, &str, bool)) -> Option<String> {
    (!has_codes).then(|| {
        format!(
            "`{word}` is followed by no code. Say of what, such as `{word} {}`.",
            kind.example()
        )
    })
}

fn one(curriculum: &Curriculum, kind: Kind, word: &str) -> Result<Vec<Product>, String> {
    let found = match kind {
        Kind::Itself => itself(curriculum, word).map(|product| vec![product]),
        Kind::Guide => module(curriculum, word).map(|m| vec![Product::FacilitatorGuide(m)]),
        Kind::Handouts => module(curriculum, word).map(|m| {
            let handouts = 0..curriculum.modules[m].handouts.len();
            handouts.map(|h| Product::Handout(m, h)).collect()
        }),
        Kind::Plan => lessons(curriculum, word, Product::SessionPlan),
        Kind::Run if word.contains(':') || yaml::date(word).is_some() => {
            days(curriculum, word, Product::DayRun)
        }
        Kind::Run => lessons(curriculum, word, Product::PrintRun),
        Kind::Calendar => months(curriculum, word),
        Kind::MakeUp => days(curriculum, word, Product::MakeUp),
    };
    found.map_err(|sentence| no_day(curriculum, kind, word).unwrap_or(sentence))
}

/// Says it when a cohort is named without a day, and no lesson or module has that name.
fn no_day(curriculum: &Curriculum, kind: Kind, word: &str) -> Option<String> {
    let said = match kind {
        Kind::Itself | Kind::Plan | Kind::Run => Kind::Run,
        Kind::MakeUp => Kind::MakeUp,
        Kind::Guide | Kind::Handouts | Kind::Calendar => return None,
    };
    let id = word.strip_suffix(':').unwrap_or(word);
    let cohort = &curriculum.cohorts[curriculum.cohort(&id.to_lowercase())?];
    let day = cohort.sessions().first()?.date();
    Some(format!(
        "`{id}` is a cohort: the day is missing. Say it behind a colon, such as `{} {}:{day}`.",
        said.word(),
        cohort.id
    ))
}

/// The months of a cohort: `evening` is all of them, `evening:2027-01` one.
fn months(curriculum: &Curriculum, word: &str) -> Result<Vec<Product>, String> {
    let (id, month) = match word.split_once(':') {
        Some((id, month)) => (id, Some(month)),
        None => (word, None),
    };
    let c = cohort(curriculum, id)?;
    let all = curriculum.cohorts[c].months();
    let name = |month: &NaiveDate| month.format("%Y-%m").to_string();
    let asked = all
        .iter()
        .filter(|known| month.is_none_or(|month| name(known) == month));
    let found: Vec<Product> = asked.map(|month| Product::MonthSheet(c, *month)).collect();
    if found.is_empty() {
        let names = all.iter().map(name).collect::<Vec<_>>().join(", ");
        Err(match month {
            Some("") => format!(
                "`{word}` has no month behind its colon. Leave the colon out for all months, or say one of {names}."
            ),
            Some(month) => format!("`{id}` does not meet in `{month}`. It meets in {names}."),
            None => format!("`{id}` meets in no month."),
        })
    } else {
        Ok(found)
    }
}

/// A day of a cohort, or of all cohorts that meet then.
fn days(
    curriculum: &Curriculum,
    word: &str,
    product: fn(usize, NaiveDate) -> Product,
) -> Result<Vec<Product>, String> {
    let (id, day) = match word.rsplit_once(':') {
        Some((id, day)) => (Some(id), day),
        None => (None, word),
    };
    let date = yaml::date(day).ok_or_else(|| {
        format!("`{day}` is no day of the calendar. Say a cohort and a day, such as `evening:2027-01-11`.")
    })?;
    let among: Vec<usize> = match id {
        Some(id) => vec![cohort(curriculum, id)?],
        None => (0..curriculum.cohorts.len()).collect(),
    };
    let sessions: Vec<(usize, NaiveDate)> = among
        .iter()
        .flat_map(|c| {
            let sessions = curriculum.cohorts[*c].sessions().into_iter();
            sessions.map(|session| (*c, session.date()))
        })
        .collect();
    let on_day = |c: &&usize| sessions.contains(&(**c, date));
    let found: Vec<Product> = among.iter().filter(on_day).map(|c| product(*c, date)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let elsewhere = among.iter().filter_map(|c| {
        let cohort = &curriculum.cohorts[*c];
        let (id, to) = (&cohort.id, cohort.moved_from(date)?.to);
        Some(format!(
            "`{id}` does not meet on {date}: that session is made up on {to}. Say `{id}:{to}`."
        ))
    });
    let elsewhere: Vec<String> = elsewhere.collect();
    if !elsewhere.is_empty() {
        return Err(elsewhere.join(" "));
    }
    let nearest = sessions
        .iter()
        .min_by_key(|(_, held)| (*held - date).num_days().abs());
    let help = match nearest {
        Some((c, held)) => format!("The nearest session is `{}:{held}`.", curriculum.cohorts[*c].id),
        None => "There are no sessions in `cohorts.yaml`.".to_owned(),
    };
    Err(match id {
        Some(id) => format!("`{id}` does not meet on {date}. {help}"),
        None => format!("no cohort meets on {date}. {help}"),
    })
}

fn cohort(curriculum: &Curriculum, id: &str) -> Result<usize, String> {
    curriculum.cohort(&id.to_lowercase()).ok_or_else(|| {
        let known = curriculum.cohorts.iter().map(|cohort| cohort.id.as_str());
        format!("`{id}` is no cohort of cohorts.yaml. {}", suggest(id, known))
    })
}

fn module(curriculum: &Curriculum, word: &str) -> Result<usize, String> {
    let codes = || curriculum.modules.iter().map(|module| module.page.code.as_str());
    codes()
        .position(|code| code.eq_ignore_ascii_case(word))
        .ok_or_else(|| {
            format!(
                "`{word}` is not the code of a module. {}",
                suggest(&word.to_uppercase(), codes())
            )
        })
}

/// Of one lesson, or of each lesson of a module.
fn lessons(
    curriculum: &Curriculum,
    word: &str,
    product: impl Fn(usize, usize) -> Product,
) -> Result<Vec<Product>, String> {
    match itself(curriculum, word)? {
        Product::Lesson(m, l) => Ok(vec![product(m, l)]),
        Product::Workbook(m) => {
            let lessons = 0..curriculum.modules[m].lessons.len();
            Ok(lessons.map(|l| product(m, l)).collect())
        }
        _ => Err(format!("`{word}` is no lesson and no module: those have a plan.")),
    }
}

fn itself(curriculum: &Curriculum, word: &str) -> Result<Product, String> {
    let (code, section) = match word.split_once('#') {
        Some((code, section)) => (code, Some(section)),
        None => (word, None),
    };
    let is_it = |page: &Page| page.code.eq_ignore_ascii_case(code);
    for (m, module) in curriculum.modules.iter().enumerate() {
        if is_it(&module.page) && section.is_none() {
            return Ok(Product::Workbook(m));
        }
        if let Some(l) = module.lessons.iter().position(|lesson| is_it(&lesson.page)) {
            return match section {
                None => Ok(Product::Lesson(m, l)),
                Some(id) => activity(&module.lessons[l].page, id).map(|n| Product::Activity(m, l, n)),
            };
        }
        if let Some(h) = module.handouts.iter().position(|handout| is_it(&handout.page))
            && section.is_none()
        {
            return Ok(Product::Handout(m, h));
        }
    }
    let settings = &curriculum.settings;
    let is_asked = |id: &String| section.is_none() && id.eq_ignore_ascii_case(code);
    if let Some(n) = settings
        .workbooks
        .iter()
        .position(|workbook| is_asked(&workbook.id))
    {
        return Ok(Product::Collection(n));
    }
    if let Some(t) = settings.tracks.iter().position(|track| is_asked(&track.id)) {
        return Ok(Product::TrackWorkbook(t));
    }
    Err(unknown(curriculum, word))
}

/// What needs no code.
const ALONE: [(&str, Product); 4] = [
    ("workbook", Product::WholeWorkbook),
    ("sign-in", Product::SignIn),
    ("certificate", Product::Certificate),
    ("progress", Product::ProgressChart),
];

fn activity(page: &Page, id: &str) -> Result<usize, String> {
    let sections = activities(&page.body);
    let ids = || sections.iter().map(|section| section.id.as_str());
    ids()
        .position(|known| known.eq_ignore_ascii_case(id))
        .ok_or_else(|| {
            format!(
                "`{id}` is no activity of {}, “{}”. {}",
                page.code,
                page.title,
                suggest(id, ids())
            )
        })
}

fn unknown(curriculum: &Curriculum, word: &str) -> String {
    let codes = curriculum.pages().map(|(_, page)| page.code.as_str());
    let settings = &curriculum.settings;
    let workbooks = settings.workbooks.iter().map(|workbook| workbook.id.as_str());
    let tracks = settings.tracks.iter().map(|track| track.id.as_str());
    let words = Kind::SAID
        .into_iter()
        .map(|kind| -> &str { kind.word() })
        .chain(ALONE.map(|(word, _)| word));
    let words = words.chain(workbooks).chain(tracks);
    let help = match nearest(&word.to_uppercase(), codes).or_else(|| nearest(&word.to_lowercase(), words)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Say a code as it stands on the page: `TR` is a module, `TR-1` a lesson, `TR-H1` a handout; \
                 or `workbook` for all."
            .to_owned(),
    };
    format!("`{word}` is no code of this curriculum. {help}")
}
