//! Three texts of one page side by side: as upstream was, as it is here, as upstream is.

use diffy::{DiffOptions, Line};
use serde::Serialize;

use crate::parse;

/// One place of a page that upstream changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    pub base: Lines,
    /// Where the programme changed it too; `None` where here it is as it was.
    pub ours: Option<Lines>,
    pub theirs: Lines,
}

/// Some lines of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The number of the first, from 1; of the line before which they would stand, where there are none.
    pub first: usize,
    pub lines: Vec<String>,
}

/// Lines `start..end` of the base became `new` of the other text.
#[derive(Clone, Debug)]
struct Edit {
    base: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// What upstream changed, with what the programme changed at the same places. All texts end their lines with `\n`.
pub fn regions(base: &str, ours: Option<&str>, theirs: &str) -> Vec<Region> {
    let theirs_edits = edits(base, theirs);
    let own = ours.map(parse::adapted);
    let own_text = own.as_ref().map_or(base, |(own, _)| own);
    let ours_edits = edits(base, own_text);
    // The line `adapts` is in the file and not in the text: lines behind it have numbers higher by one.
    let adapts_line = ours.zip(own.as_ref()).and_then(|(ours, (own, adapts))| {
        (*adapts)?;
        let pairs = ours.lines().zip(own.lines());
        Some(pairs.take_while(|(with, without)| with == without).count())
    });
    let lines = |text: &str, range: std::ops::Range<usize>| Lines {
        first: range.start + 1,
        lines: text
            .lines()
            .skip(range.start)
            .take(range.len())
            .map(str::to_owned)
            .collect(),
    };
    groups(&theirs_edits, &ours_edits)
        .into_iter()
        .map(|group| {
            let ours = group.ours.map(|range| {
                let shift = usize::from(adapts_line.is_some_and(|at| range.start >= at));
                let lines = lines(own_text, range);
                Lines {
                    first: lines.first + shift,
                    ..lines
                }
            });
            Region {
                base: lines(base, group.base),
                ours,
                theirs: lines(theirs, group.theirs),
            }
        })
        .collect()
}

/// Lines that changed together.
struct Group {
    base: std::ops::Range<usize>,
    ours: Option<std::ops::Range<usize>>,
    theirs: std::ops::Range<usize>,
}

/// Each place that upstream changed, widened until no edit of either side crosses its ends.
fn groups(theirs: &[Edit], ours: &[Edit]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for edit in theirs {
        let mut base = edit.base.clone();
        loop {
            let touching = theirs
                .iter()
                .chain(ours)
                .filter(|other| touches(&base, &other.base));
            let wide = touching.fold(base.clone(), |wide, other| {
                wide.start.min(other.base.start)..wide.end.max(other.base.end)
            });
            if wide == base {
                break;
            }
            base = wide;
        }
        if groups.last().is_some_and(|before| before.base == base) {
            continue;
        }
        let is_ours = ours.iter().any(|other| touches(&base, &other.base));
        groups.push(Group {
            ours: is_ours.then(|| moved(&base, ours)),
            theirs: moved(&base, theirs),
            base,
        });
    }
    groups
}

/// Whether two ranges share a line, or meet.
fn touches(one: &std::ops::Range<usize>, other: &std::ops::Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// Where the lines `base` are after `edits`, none of which crosses their ends.
fn moved(base: &std::ops::Range<usize>, edits: &[Edit]) -> std::ops::Range<usize> {
    let place = |at: usize, takes: bool| {
        let before = edits.iter().rfind(|edit| {
            if takes {
                edit.base.end <= at
            } else {
                edit.base.end < at
            }
        });
        before.map_or(at, |edit| edit.new.end + at - edit.base.end)
    };
    place(base.start, false)..place(base.end, true)
}

/// The edits that make `new` of `base`, in order; no two of them meet.
fn edits(base: &str, new: &str) -> Vec<Edit> {
    let whole = base.lines().count().max(new.lines().count()) + 1;
    let patch = DiffOptions::new().set_context_len(whole).create_patch(base, new);
    let mut edits: Vec<Edit> = Vec::new();
    let (mut before, mut after) = (0, 0);
    for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
        let is_next = edits
            .last()
            .is_some_and(|edit| edit.base.end == before && edit.new.end == after);
        if !is_next && !matches!(line, Line::Context(_)) {
            edits.push(Edit {
                base: before..before,
                new: after..after,
            });
        }
        match line {
            Line::Context(_) => {
                before += 1;
                after += 1;
            }
            Line::Delete(_) => before += 1,
            Line::Insert(_) => after += 1,
        }
        if !matches!(line, Line::Context(_))
            && let Some(edit) = edits.last_mut()
        {
            edit.base.end = before;
            edit.new.end = after;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_with_its_lines_on_all_sides() {
        let base = "---\ntitle: T\n---\none\ntwo\nthree\nfour\nfive\n";
        let ours = "---\ntitle: T\nadapts: 0\n---\none\ntwo\nTHREE\nfour\nfive\n";
        let theirs = "---\ntitle: T\n---\none\n1\ntwo\ndrei\nfour\n";
        let regions = regions(base, Some(ours), theirs);
        let lines = |first, lines: &[&str]| Lines {
            first,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        assert_eq!(
            regions,
            [
                Region {
                    base: lines(5, &[]),
                    ours: None,
                    theirs: lines(5, &["1"]),
                },
                Region {
                    base: lines(6, &["three"]),
                    ours: Some(lines(7, &["THREE"])),
                    theirs: lines(7, &["drei"]),
                },
                Region {
                    base: lines(8, &["five"]),
                    ours: None,
                    theirs: lines(9, &[]),
                },
            ]
        );
    }
}
