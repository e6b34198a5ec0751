//! Pictures that are too heavy for a phone.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "picture-heavy",
    finds: "A picture that is larger than a phone needs.",
    why: "Many people read on an old phone and pay for every megabyte.",
    example: Example {
        written: "-- modules/01-triggers/images/wide.gif --\nGIF89a\u{14}\u{14}\u{1}\u{1} (about 5,000 pixels across)\n",
        better: "-- modules/01-triggers/images/small.gif --\nGIF89a\u{14}\u{1}\u{14}\u{1} (276 pixels across)\n",
    },
    finder: Finder::Check(run),
};

/// Bytes of a drawing.
const HEAVIEST_DRAWING: usize = 60_000;
/// Bytes of a photograph.
const HEAVIEST_PHOTO: usize = 150_000;
/// Pixels: twice the width of the text of a page, for sharp screens.
const WIDEST: usize = 1600;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (path, bytes) in &subject.curriculum.images {
        let weight = bytes.len();
        let drawing = path.ends_with(".svg");
        let most = if drawing { HEAVIEST_DRAWING } else { HEAVIEST_PHOTO };
        let width = if drawing {
            None
        } else {
            imagesize::blob_size(bytes).ok().map(|size| size.width)
        };
        let too_wide = width.filter(|width| *width > WIDEST);
        let mut faults = Vec::new();
        if weight > most {
            faults.push(format!("weighs {} kB", weight.div_ceil(1000)));
        }
        if let Some(width) = too_wide {
            faults.push(format!("is {width} pixels across"));
        }
        if faults.is_empty() {
            continue;
        }
        let help = if drawing {
            format!(
                "Save it as a plain SVG of at most {} kB: leave out hidden layers, photographs inside it and the \
                 drawing program's own notes.",
                most / 1000
            )
        } else {
            format!(
                "Save it again at most {WIDEST} pixels across and at most {} kB, as WebP or JPEG for a photograph.",
                most / 1000
            )
        };
        findings.push(
            Diagnostic::warning(LINT.code, path, format!("this picture {}", faults.join(" and "))).help(help),
        );
    }
}
