//! An SVG drawing as shapes and words with their places: what lints on pictures look at.

use std::ops::Range;
use std::str::FromStr;

use kurbo::{Affine, BezPath, Circle, Ellipse, Point, Rect, Shape as _};
use roxmltree::{Document, Node};
use svgtypes::{Color, Transform};

/// So much of a drawing is looked at; the largest of the starter curriculum has some 200 parts.
const MOST_PARTS: usize = 600;
const DEEPEST: usize = 64;

/// What a shape is filled or drawn with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    None,
    Color([u8; 3]),
    /// A pattern, a gradient: by its name.
    Other(String),
}

#[derive(Clone, Debug)]
pub struct Shape {
    pub element: String,
    /// The same for shapes of the same form and size, wherever they stand.
    pub form: String,
    pub fill: Paint,
    pub stroke: Paint,
    pub width: String,
    pub dash: String,
    pub bounds: Rect,
    pub outline: BezPath,
    /// Where its outline begins and ends.
    pub ends: [Point; 2],
    /// Its place in the order of drawing, and in the file.
    pub order: usize,
    pub span: Range<usize>,
}

/// Words in a drawing.
#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    pub fill: Paint,
    /// Where they stand, by a guess at their width.
    pub bounds: Rect,
    pub order: usize,
    pub span: Range<usize>,
}

#[derive(Default)]
pub struct Drawing {
    pub width: f64,
    pub shapes: Vec<Shape>,
    pub texts: Vec<Text>,
}

impl Shape {
    /// Whether a point stands on its area.
    pub fn covers(&self, point: Point) -> bool {
        // The outline of a scan has thousands of parts; its bounds are near enough.
        self.bounds.contains(point)
            && (self.outline.elements().len() > MOST_PARTS || self.outline.contains(point))
    }
}

impl Drawing {
    /// Reads a drawing; nothing when it cannot be read, which `picture-unsafe` reports.
    pub fn read(text: &str) -> Option<Self> {
        let options = roxmltree::ParsingOptions {
            nodes_limit: 100_000,
            ..roxmltree::ParsingOptions::default()
        };
        let document = Document::parse_with_options(text, options).ok()?;
        let root = document.root_element();
        let view: Vec<f64> = root
            .attribute("viewBox")
            .unwrap_or_default()
            .split([' ', ','])
            .filter_map(|number| number.parse().ok())
            .collect();
        let width = view
            .get(2)
            .copied()
            .or_else(|| number(root, "width"))
            .unwrap_or(400.0);
        let mut drawing = Self {
            width,
            ..Self::default()
        };
        drawing.node(root, &Style::default(), 0);
        Some(drawing)
    }

    fn node(&mut self, node: Node, outer: &Style, depth: usize) {
        let name = node.tag_name().name();
        let parts = self.shapes.len() + self.texts.len();
        if depth > DEEPEST
            || parts >= MOST_PARTS
            || ["defs", "clipPath", "mask", "pattern", "title", "desc"].contains(&name)
        {
            return;
        }
        let style = outer.inside(node);
        if name == "text" || name == "tspan" {
            self.text(node, &style, parts);
        } else if let Some(path) = outline(node, name) {
            self.shapes.extend(shape(node, style.place * path, &style, parts));
        }
        for child in node.children().filter(Node::is_element) {
            self.node(child, &style, depth + 1);
        }
    }

    fn text(&mut self, node: Node, style: &Style, order: usize) {
        let own: String = node
            .children()
            .filter_map(|child| child.text().filter(|_| child.is_text()))
            .collect();
        let own = own.trim();
        if own.is_empty() {
            return;
        }
        let at = Point::new(
            inherited_number(node, "x").unwrap_or(0.0),
            inherited_number(node, "y").unwrap_or(0.0),
        );
        let at = style.place * at;
        let wide = 0.55 * style.size * own.chars().count() as f64;
        let left = match style.anchor.as_str() {
            "middle" => at.x - wide / 2.0,
            "end" => at.x - wide,
            _ => at.x,
        };
        self.texts.push(Text {
            text: own.to_owned(),
            fill: style.fill.clone(),
            bounds: Rect::new(left, at.y - style.size * 0.8, left + wide, at.y),
            order,
            span: node.range(),
        });
    }
}

/// What a part takes over from the groups around it.
#[derive(Clone)]
struct Style {
    fill: Paint,
    stroke: Paint,
    width: String,
    dash: String,
    anchor: String,
    size: f64,
    place: Affine,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            fill: Paint::Color([0, 0, 0]),
            stroke: Paint::None,
            width: String::new(),
            dash: String::new(),
            anchor: String::new(),
            size: 16.0,
            place: Affine::IDENTITY,
        }
    }
}

impl Style {
    fn inside(&self, node: Node) -> Self {
        let mut style = self.clone();
        if let Some(fill) = property(node, "fill") {
            style.fill = paint(fill, &self.fill);
        }
        if let Some(stroke) = property(node, "stroke") {
            style.stroke = paint(stroke, &self.stroke);
        }
        for (name, value) in [
            ("stroke-width", &mut style.width),
            ("stroke-dasharray", &mut style.dash),
            ("text-anchor", &mut style.anchor),
        ] {
            if let Some(own) = property(node, name) {
                own.clone_into(value);
            }
        }
        if let Some(size) =
            property(node, "font-size").and_then(|size| size.trim_end_matches("px").parse().ok())
        {
            style.size = size;
        }
        if let Some(moved) = node
            .attribute("transform")
            .and_then(|transform| Transform::from_str(transform).ok())
        {
            style.place *= Affine::new([moved.a, moved.b, moved.c, moved.d, moved.e, moved.f]);
        }
        style
    }
}

/// A property, as an attribute or inside `style`.
fn property<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let styled = node.attribute("style").and_then(|style| {
        style.split(';').find_map(|part| {
            let (key, value) = part.split_once(':')?;
            (key.trim() == name).then_some(value.trim())
        })
    });
    styled.or_else(|| node.attribute(name).map(str::trim))
}

fn paint(value: &str, inherited: &Paint) -> Paint {
    match value {
        "none" | "transparent" => Paint::None,
        "inherit" => inherited.clone(),
        _ => match Color::from_str(value) {
            Ok(color) if color.alpha == 0 => Paint::None,
            Ok(color) => Paint::Color([color.red, color.green, color.blue]),
            Err(_) => Paint::Other(value.to_owned()),
        },
    }
}

fn number(node: Node, name: &str) -> Option<f64> {
    let text = node.attribute(name)?.trim().trim_end_matches("px");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number of a part or of the text that it stands in.
fn inherited_number(node: Node, name: &str) -> Option<f64> {
    number(node, name).or_else(|| {
        let parent = node.parent().filter(|_| node.tag_name().name() == "tspan")?;
        number(parent, name)
    })
}

/// The outline of an element that draws a shape.
fn outline(node: Node, name: &str) -> Option<BezPath> {
    let of = |name| number(node, name).unwrap_or(0.0);
    const FINE: f64 = 0.1;
    let path = match name {
        "circle" => Circle::new((of("cx"), of("cy")), of("r").abs()).to_path(FINE),
        "ellipse" => Ellipse::new((of("cx"), of("cy")), (of("rx").abs(), of("ry").abs()), 0.0).to_path(FINE),
        "rect" => {
            let (x, y) = (of("x"), of("y"));
            Rect::new(x, y, x + of("width"), y + of("height")).to_path(FINE)
        }
        "line" => {
            let mut path = BezPath::new();
            path.move_to((of("x1"), of("y1")));
            path.line_to((of("x2"), of("y2")));
            path
        }
        "polyline" | "polygon" => points(node.attribute("points")?, name == "polygon")?,
        "path" => BezPath::from_svg(node.attribute("d")?).ok()?,
        _ => return None,
    };
    (!path.is_empty()).then_some(path)
}

fn points(text: &str, closed: bool) -> Option<BezPath> {
    let numbers: Vec<f64> = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter_map(|number| number.parse().ok())
        .collect();
    let mut path = BezPath::new();
    let mut pairs = numbers.chunks_exact(2);
    let first = pairs.next()?;
    path.move_to((first[0], first[1]));
    for pair in pairs {
        path.line_to((pair[0], pair[1]));
    }
    if closed {
        path.close_path();
    }
    Some(path)
}

fn shape(node: Node, path: BezPath, style: &Style, order: usize) -> Option<Shape> {
    let bounds = path.bounding_box();
    if !bounds.is_finite() {
        return None;
    }
    let element = node.tag_name().name();
    let corner = node
        .attribute("rx")
        .filter(|_| element == "rect")
        .unwrap_or_default();
    let parts: String = path
        .elements()
        .iter()
        .map(|part| match part {
            kurbo::PathEl::MoveTo(_) => 'M',
            kurbo::PathEl::LineTo(_) => 'L',
            kurbo::PathEl::QuadTo(..) => 'Q',
            kurbo::PathEl::CurveTo(..) => 'C',
            kurbo::PathEl::ClosePath => 'Z',
        })
        .collect();
    let first = path.elements().first().and_then(kurbo::PathEl::end_point)?;
    let last = path.elements().iter().rev().find_map(kurbo::PathEl::end_point)?;
    Some(Shape {
        element: element.to_owned(),
        form: format!(
            "{element} {parts} {corner} {:.0}x{:.0}",
            bounds.width(),
            bounds.height()
        ),
        fill: if element == "line" {
            Paint::None
        } else {
            style.fill.clone()
        },
        stroke: style.stroke.clone(),
        width: style.width.clone(),
        dash: style.dash.clone(),
        bounds,
        outline: path,
        ends: [first, last],
        order,
        span: node.range(),
    })
}
