//! Where the pages of the printed book begin in the documents of the e-book.

use std::collections::BTreeMap;

use crate::edition::PageNumbers;

/// The printed pages that begin in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breaks {
    /// With it.
    pub first: Vec<usize>,
    /// Before one of its sections, by the section's id.
    pub sections: BTreeMap<String, Vec<usize>>,
    /// After the last section that begins a page: somewhere before its end.
    pub last: Vec<usize>,
}

impl Breaks {
    /// All of them, in their order.
    pub fn all(&self) -> Vec<usize> {
        let sections = self.sections.values().flatten();
        let mut all: Vec<usize> = self
            .first
            .iter()
            .chain(sections)
            .chain(&self.last)
            .copied()
            .collect();
        all.sort_unstable();
        all
    }
}

/// Those of each document, by the code of its page and the name of its part; none where the layout says nothing.
///
/// What is known is where a page, a part or a section begins. A page that begins inside a section is said to begin before the
/// next one.
pub fn breaks(numbers: &PageNumbers) -> BTreeMap<(String, String), Breaks> {
    let mut documents: BTreeMap<(String, String), Breaks> = BTreeMap::new();
    if numbers.begins.is_empty() {
        return documents;
    }
    let mut document = (String::new(), "cover".to_owned());
    documents.entry(document.clone()).or_default().first.push(1);
    // The first page that has no place yet.
    let mut next = 2;
    for begin in &numbers.begins {
        let is_section = !begin.code.is_empty() && !begin.id.is_empty();
        if is_section && begin.code == document.0 {
            if begin.page >= next {
                let sections = &mut documents.entry(document.clone()).or_default().sections;
                sections
                    .entry(begin.id.clone())
                    .or_default()
                    .extend(next..=begin.page);
            }
        } else {
            let before = &mut documents.entry(document).or_default().last;
            before.extend(next..begin.page);
            document = (
                begin.code.clone(),
                if is_section {
                    String::new()
                } else {
                    begin.id.clone()
                },
            );
            let first = &mut documents.entry(document.clone()).or_default().first;
            first.extend((begin.page >= next).then_some(begin.page));
        }
        next = next.max(begin.page + 1);
    }
    documents
        .entry(document)
        .or_default()
        .last
        .extend(next..=numbers.count);
    documents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Begin;

    #[test]
    fn every_page_begins_somewhere() {
        let begin = |code: &str, id: &str, page| Begin {
            code: code.to_owned(),
            id: id.to_owned(),
            page,
        };
        let begins = vec![
            begin("", "start", 2),
            begin("TR-1", "", 4),
            begin("TR-1", "write", 4),
            begin("TR-1", "talk", 6),
            begin("", "help", 8),
        ];
        let breaks = breaks(&PageNumbers { count: 9, begins });
        let of = |code: &str, part: &str| breaks[&(code.to_owned(), part.to_owned())].clone();
        assert_eq!(of("", "cover").first, [1]);
        assert_eq!(of("", "start").all(), [2, 3]);
        assert_eq!(of("TR-1", "").first, [4]);
        assert_eq!(of("TR-1", "").sections["talk"], [5, 6]);
        assert_eq!(of("TR-1", "").last, [7]);
        assert_eq!(of("", "help").all(), [8, 9]);
    }
}
