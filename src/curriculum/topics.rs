//! The hard topics that a lesson or a handout may say it speaks of.

use super::pages::known_names;
use crate::diagnostic::Diagnostic;
use crate::parse::yaml::Spot;

/// A topic that can bring back a person's worst day, so that a lesson warns of it and says where help is.
///
/// Authors write its name: `overdose`, `self-harm` (and suicide), `violence` (and abuse), `trauma`, `sexual-harm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Overdose,
    SelfHarm,
    Violence,
    Trauma,
    SexualHarm,
}

impl Topic {
    /// Every topic, in the order of the manual.
    pub const ALL: &[Topic] = &[
        Topic::Overdose,
        Topic::SelfHarm,
        Topic::Violence,
        Topic::Trauma,
        Topic::SexualHarm,
    ];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Overdose => "overdose",
            Topic::SelfHarm => "self-harm",
            Topic::Violence => "violence",
            Topic::Trauma => "trauma",
            Topic::SexualHarm => "sexual-harm",
        }
    }

    /// The topic with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.name() == name)
    }
}

/// The topics with these names; an unknown name is a finding.
pub fn topics(path: &str, names: Vec<Spot<String>>, findings: &mut Vec<Diagnostic>) -> Vec<Spot<Topic>> {
    let known = Topic::ALL.iter().map(|topic| topic.name());
    known_names(path, "a topic that is known here", &names, known, findings);
    names
        .into_iter()
        .filter_map(|name| {
            Some(Spot {
                value: Topic::from_name(&name.value)?,
                span: name.span,
            })
        })
        .collect()
}
