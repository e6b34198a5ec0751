//! A code on paper that leads a phone to a page, as squares that a layout draws.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// What a layout draws.
#[derive(Serialize)]
pub struct Qr {
    /// Squares in a row, without the white edge that belongs around it.
    size: usize,
    /// Dark squares that follow one another in a row: the column of the first, the row, and how many.
    runs: Vec<[usize; 3]>,
}

/// The code of an address; nothing where it is too long for any.
pub fn of(address: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let size = code.width();
    let mut runs: Vec<[usize; 3]> = Vec::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        let (x, y) = (at % size, at / size);
        if color == Color::Light {
            continue;
        }
        match runs.last_mut() {
            Some([from, row, length]) if *row == y && *from + *length == x => *length += 1,
            _ => runs.push([x, y, 1]),
        }
    }
    Some(Qr { size, runs })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn it_has_its_three_corners() {
        let code = of("https://example.org/triggers/what-is-a-trigger/").expect("a short address");
        assert_eq!(code.size, 33);
        // The top edge of a corner is seven squares wide.
        assert_eq!(code.runs[0], [0, 0, 7]);
        assert!(code.runs.contains(&[code.size - 7, 0, 7]));
        assert!(code.runs.contains(&[0, code.size - 1, 7]));
    }
}
