//! The theme's drawings as curves, which Typst lays out for less than pictures: a picture has a place of its own each time, so no
//! line with one is remembered from page to page.

use serde::Serialize;
use usvg::tiny_skia_path::PathSegment;
use usvg::{Group, Node, Options, Paint, Tree};

/// A line or an area, in shares of the drawing's width.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// Whether it is filled.
    fill: bool,
    /// The width of its line; nothing without one.
    stroke: Option<f32>,
    steps: Vec<Step>,
}

/// One step of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Step {
    Move {
        to: [f32; 2],
    },
    Line {
        to: [f32; 2],
    },
    Curve {
        from: [f32; 2],
        towards: [f32; 2],
        to: [f32; 2],
    },
    Close,
}

/// The shapes of an SVG drawing in one colour; `None` where it is more than lines and areas, and must stay a picture.
pub fn shapes(svg: &str) -> Option<Vec<Shape>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let mut shapes = Vec::new();
    add(tree.root(), tree.size().width(), &mut shapes)?;
    Some(shapes)
}

fn add(group: &Group, width: f32, shapes: &mut Vec<Shape>) -> Option<()> {
    let is_plain = group.opacity().get() >= 1.0
        && group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty();
    if !is_plain {
        return None;
    }
    for node in group.children() {
        match node {
            Node::Group(group) => add(group, width, shapes)?,
            Node::Path(path) => shapes.push(shape(path, width)?),
            Node::Image(_) | Node::Text(_) => return None,
        }
    }
    Some(())
}

fn shape(path: &usvg::Path, width: f32) -> Option<Shape> {
    let is_ink =
        |paint: &Paint, opacity: usvg::Opacity| matches!(paint, Paint::Color(_)) && opacity.get() >= 1.0;
    let transform = path.abs_transform();
    if path
        .fill()
        .is_some_and(|fill| !is_ink(fill.paint(), fill.opacity()))
        || path
            .stroke()
            .is_some_and(|stroke| !is_ink(stroke.paint(), stroke.opacity()) || stroke.dasharray().is_some())
    {
        return None;
    }
    let data = path.data().clone().transform(transform)?;
    let at = |point: usvg::tiny_skia_path::Point| [point.x / width, point.y / width];
    let mut last = [0.0, 0.0];
    let steps = data
        .segments()
        .map(|segment| {
            let step = match segment {
                PathSegment::MoveTo(to) => Step::Move { to: at(to) },
                PathSegment::LineTo(to) => Step::Line { to: at(to) },
                PathSegment::QuadTo(by, to) => cubic(last, at(by), at(to)),
                PathSegment::CubicTo(from, towards, to) => Step::Curve {
                    from: at(from),
                    towards: at(towards),
                    to: at(to),
                },
                PathSegment::Close => Step::Close,
            };
            if let Step::Move { to } | Step::Line { to } | Step::Curve { to, .. } = step {
                last = to;
            }
            step
        })
        .collect();
    Some(Shape {
        fill: path.fill().is_some(),
        stroke: path
            .stroke()
            .map(|stroke| stroke.width().get() * transform.get_scale().0 / width),
        steps,
    })
}

/// A quadratic curve as a cubic one.
fn cubic(start: [f32; 2], by: [f32; 2], to: [f32; 2]) -> Step {
    let towards = |end: [f32; 2]| [0, 1].map(|axis| end[axis] + (by[axis] - end[axis]) * 2.0 / 3.0);
    Step::Curve {
        from: towards(start),
        towards: towards(to),
        to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inner: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inner}</svg>")
    }

    #[test]
    fn lines_are_steps_in_shares_of_the_width() {
        let svg =
            drawing("<path d=\"M0 5h10v5z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>");
        let shapes = shapes(&svg).expect("plain lines");
        assert_eq!(
            shapes,
            [Shape {
                fill: false,
                stroke: Some(0.2),
                steps: vec![
                    Step::Move { to: [0.0, 0.5] },
                    Step::Line { to: [1.0, 0.5] },
                    Step::Line { to: [1.0, 1.0] },
                    Step::Close,
                ],
            }]
        );
    }

    #[test]
    fn what_is_more_than_ink_stays_a_picture() {
        assert_eq!(
            shapes(&drawing("<g opacity=\".5\"><path d=\"M0 0h5v5z\"/></g>")),
            None
        );
        assert_eq!(shapes("no drawing"), None);
    }
}
