//! What whoever prints may wish for that not every product can fulfil.

use chrono::NaiveDate;

use super::{Audience, Product, Setting};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Times of the day in place of minutes from the start.
    Starts,
    /// How many people come.
    People,
    Names,
    Date,
    /// A language that stands beside.
    With,
    /// Fields of a form.
    Fillable,
    /// Large letters.
    LargePrint,
    /// Room for holes.
    Punch,
    /// The address of the published site.
    BaseUrl,
}

/// One product of each kind, by the word that people know it by.
const KINDS: [(&str, Product); 11] = [
    ("workbooks", Product::WholeWorkbook),
    ("lessons", Product::Lesson(0, 0)),
    ("handouts", Product::Handout(0, 0)),
    ("`makeup`", Product::MakeUp(0, NaiveDate::MIN)),
    ("`progress`", Product::ProgressChart),
    ("`plan`", Product::SessionPlan(0, 0)),
    ("`guide`", Product::FacilitatorGuide(0)),
    ("`run`", Product::PrintRun(0, 0)),
    ("`sign-in`", Product::SignIn),
    ("`certificate`", Product::Certificate),
    ("`calendar`", Product::MonthSheet(0, NaiveDate::MIN)),
];

impl Wish {
    /// Whether it changes anything on `product`.
    pub fn changes(self, product: Product) -> bool {
        match self {
            Wish::Starts => matches!(product, Product::SessionPlan(..) | Product::FacilitatorGuide(_)),
            Wish::People => matches!(
                product,
                Product::PrintRun(..) | Product::DayRun(..) | Product::SignIn
            ),
            Wish::Names | Wish::Date => matches!(product, Product::SignIn | Product::Certificate),
            Wish::With => is_for_participants(product),
            // A chart has lines for a name and a date.
            Wish::Fillable => is_for_participants(product) || product == Product::ProgressChart,
            // To hang up: letters are large as they are.
            Wish::LargePrint => product != Product::Certificate,
            // What hangs on a wall is in no folder.
            Wish::Punch => !matches!(product, Product::Certificate | Product::MonthSheet(..)),
            Wish::BaseUrl => is_for_participants(product) || matches!(product, Product::FacilitatorGuide(_)),
        }
    }

    /// What it changes anything on, in words: "`plan` and `guide`".
    pub fn is_for(self) -> String {
        let (these, others): (Vec<_>, Vec<_>) = KINDS.iter().partition(|(_, product)| self.changes(*product));
        if others.len() < these.len() / 2 {
            format!("all but {}", listed(&others))
        } else {
            listed(&these)
        }
    }
}

fn listed(kinds: &[&(&str, Product)]) -> String {
    let words: Vec<&str> = kinds.iter().map(|(word, _)| *word).collect();
    match words.as_slice() {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} and {last}", words.join(", ")),
    }
}

/// A month is to pin up, whoever reads it.
fn is_for_participants(product: Product) -> bool {
    product.audience() == Audience::Participant && !matches!(product, Product::MonthSheet(..))
}

impl Setting {
    /// As far as it changes anything on `product`.
    #[must_use]
    pub fn on_product(self, product: Product) -> Self {
        Self {
            fillable: self.fillable && Wish::Fillable.changes(product),
            large_print: self.large_print && Wish::LargePrint.changes(product),
            punch: self.punch && Wish::Punch.changes(product),
            with: self.with.filter(|_| Wish::With.changes(product)),
            ..self
        }
    }
}
