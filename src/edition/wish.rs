//! What whoever prints may wish for that not every product can fulfil.

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
}

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
        }
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
            with: self.with.filter(|_| Wish::With.changes(product)),
            ..self
        }
    }
}
