//! Tables whose columns have no heads.

use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, Table, Visit, plain_text};

pub const LINT: Lint = Lint {
    code: "table-head",
    finds: "A table with an empty head over a column that holds text.",
    why: "A screen reader says the head of its column with each cell; without one, a cell is a word out of nowhere.",
    example: Example {
        written: "| Link | |\n|---|---|\n| Trigger | I smell popcorn |\n",
        better: "| Link | At the cinema |\n|---|---|\n| Trigger | I smell popcorn |\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (_, page, _) in subject.pages() {
        places::visit_page(page, &mut |visit| {
            if let Visit::Block(Block::Table(table)) = visit
                && let Some(message) = fault(table)
            {
                findings.push(
                    Diagnostic::warning(LINT.code, &page.path, message)
                        .at(places::first_line(subject, &page.path, table.span))
                        .help(
                            "Write above each column what its cells are; \
                             only the first may be empty, when its cells name the rows.",
                        ),
                );
            }
        });
    }
}

fn fault(table: &Table) -> Option<String> {
    let empty: Vec<bool> = table
        .head
        .iter()
        .map(|cell| plain_text(cell).is_empty())
        .collect();
    if !empty.is_empty() && empty.iter().all(|empty| *empty) {
        return Some("the head of this table is empty".to_owned());
    }
    // The corner above the names of the rows may be empty. A column to fill in is found by `answer-unlabelled`.
    let column = (1..empty.len()).find(|column| empty[*column] && holds_text(table, *column))?;
    Some(format!("column {} of this table has no head", column + 1))
}

fn holds_text(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    cells.into_iter().any(|cell| matches!(cell, Cell::Text(_)))
}
