//! How long ago a day was, for the lints on reviews.

use chrono::{Days, Months, NaiveDate};

/// A day as the lints on reviews see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// More months ago than the programme allows.
    Old,
    Fresh,
    /// Still to come: somebody mistyped it.
    ToCome,
}

/// The day of a check is that of the newest commit: what was reviewed after it and is not committed yet is no mistake.
const NOT_COMMITTED_YET: Days = Days::new(14);

/// The age of `day` on the day of a check.
pub fn age(day: NaiveDate, today: NaiveDate, months: u32) -> Age {
    let is_over = |end: Option<NaiveDate>, day| end.is_some_and(|end| end < day);
    if is_over(today.checked_add_days(NOT_COMMITTED_YET), day) {
        Age::ToCome
    } else if is_over(day.checked_add_months(Months::new(months)), today) {
        Age::Old
    } else {
        Age::Fresh
    }
}
