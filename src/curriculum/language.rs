//! Language codes, and which way their scripts run.

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The name that HTML and Typst have for it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// Which way a language is written.
///
/// ```
/// use curricle::curriculum::{Direction, direction};
/// assert_eq!(direction("ar-EG"), Direction::RightToLeft);
/// assert_eq!(direction("es-AR"), Direction::LeftToRight);
/// ```
pub fn direction(language: &str) -> Direction {
    let language = language.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&language.to_ascii_lowercase().as_str()) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// Whether it is written as a language code: `es`, `pt-BR`, `yue`.
pub fn is_code(code: &str) -> bool {
    let mut parts = code.split('-');
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()))
        && parts.all(|part| (2..=8).contains(&part.len()))
        && code
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}
