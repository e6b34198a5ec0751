//! How large a picture is, so that a page keeps its place free while it loads.

/// Width and height in pixels; `None` where the file does not say.
pub fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if path.ends_with(".svg") {
        return drawing_size(std::str::from_utf8(bytes).ok()?);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// A drawing says its size itself, or the box that it is drawn in.
fn drawing_size(svg: &str) -> Option<(u32, u32)> {
    let document = roxmltree::Document::parse(svg).ok()?;
    let root = document.root_element();
    let side = |name| {
        root.attribute(name)
            .and_then(|side| pixels(side.trim_end_matches("px")))
    };
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return Some((width, height));
    }
    let view: Vec<&str> = root
        .attribute("viewBox")?
        .split([' ', ',', '\n', '\t'])
        .filter(|number| !number.is_empty())
        .collect();
    let [_, _, width, height] = view.as_slice() else {
        return None;
    };
    Some((pixels(width)?, pixels(height)?))
}

fn pixels(number: &str) -> Option<u32> {
    let pixels: f64 = number.trim().parse().ok()?;
    // Whole pixels are enough to know the shape.
    (1.0..100_000.0).contains(&pixels).then(|| pixels.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(attributes: &str) -> Option<(u32, u32)> {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>");
        size("a.svg", svg.as_bytes())
    }

    #[test]
    fn a_drawing_says_its_size_or_its_box() {
        assert_eq!(
            drawing("width=\"300px\" height=\"200\" viewBox=\"0 0 3 2\""),
            Some((300, 200))
        );
        assert_eq!(
            drawing("width=\"100%\" viewBox=\"0,0,640 360.4\""),
            Some((640, 360))
        );
        assert_eq!(drawing(""), None);
    }

    #[test]
    fn a_photograph_says_its_size() {
        assert_eq!(
            size("a.gif", b"GIF89a\x14\x01\x0a\x00\x00\x00\x00"),
            Some((276, 10))
        );
        assert_eq!(size("a.png", b"not a picture"), None);
    }
}
