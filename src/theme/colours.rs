//! The colours of a theme: what each is for, its value in every mode, and whether it can be read.
//!
//! `theme.yaml` declares them; the style sheet, the layouts and the e-book take them from here. A programme may put its own in place
//! of those of marks and texts.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use palette::convert::FromColorUnclamped;
use palette::{Oklch, Srgb};

use super::layers;
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Fields, Spot};

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Texts and marks stand on it.
    Ground,
    /// Words are written in it.
    Text,
    /// Where something can be done or is shown, without words.
    Mark,
    /// It is there for its looks.
    Line,
}

impl Use {
    const ALL: [(&'static str, Use); 4] = [
        ("ground", Use::Ground),
        ("text", Use::Text),
        ("mark", Use::Mark),
        ("line", Use::Line),
    ];

    /// The contrast that it needs with each ground; see [`contrast`]. Texts: success criterion 1.4.6 of WCAG 2.2; marks: 1.4.11.
    pub fn least(self) -> Option<f64> {
        match self {
            Use::Text => Some(7.0),
            Use::Mark => Some(3.0),
            Use::Ground | Use::Line => None,
        }
    }
}

/// When a colour has which value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    Light,
    Dark,
    /// More contrast, chosen by a reader.
    High,
    Print,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 4] = [Mode::Light, Mode::Dark, Mode::High, Mode::Print];

    /// Its name in files and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Light => "light",
            Mode::Dark => "dark",
            Mode::High => "high",
            Mode::Print => "print",
        }
    }
}

/// A colour as screens mix it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Paper.
    pub const WHITE: Rgb = Rgb([255; 3]);

    /// Reads `#1d2b2f` or `#fff`.
    ///
    /// ```
    /// use curricle::theme::Rgb;
    /// assert_eq!(Rgb::read("#fff"), Some(Rgb::WHITE));
    /// assert_eq!(Rgb::read("white"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let wide = match digits.len() {
            3 => 1,
            6 => 2,
            _ => return None,
        };
        let channel = |at: usize| {
            let part = &digits[at * wide..(at + 1) * wide];
            u8::from_str_radix(&part.repeat(3 - wide), 16).ok()
        };
        Some(Self([channel(0)?, channel(1)?, channel(2)?]))
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn oklch(self) -> Oklch<f64> {
        Oklch::from_color_unclamped(Srgb::from(self.0).into_format::<f64>())
    }

    /// The colour of this lightness and hue, with as much chroma as a screen can show.
    fn of(lightness: f64, like: Oklch<f64>) -> Self {
        let at = |chroma: f64| Srgb::from_color_unclamped(Oklch::new(lightness, chroma, like.hue));
        let is_shown = |colour: Srgb<f64>| {
            [colour.red, colour.green, colour.blue]
                .iter()
                .all(|channel| (-0.0005..=1.0005).contains(channel))
        };
        let (mut low, mut high) = (0.0, like.chroma);
        if is_shown(at(high)) {
            low = high;
        }
        for _ in 0..16 {
            let middle = f64::midpoint(low, high);
            if is_shown(at(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Self(at(low).into_format::<u8>().into())
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The contrast ratio of two colours, as WCAG 2.2 defines it: from 1 to 21.
///
/// ```
/// use curricle::theme::{Rgb, contrast};
/// assert_eq!(contrast(Rgb([0; 3]), Rgb::WHITE), 21.0);
/// ```
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
    (one / other).max(other / one)
}

/// How finely lightness is searched.
const STEPS: u16 = 1000;

/// The colour of the same hue that is nearest in lightness and has the contrast `least` with each of `grounds`.
fn nearest(colour: Rgb, grounds: &[Rgb], least: f64) -> Option<Rgb> {
    let like = colour.oklch();
    let passes = |colour: &Rgb| grounds.iter().all(|ground| contrast(*colour, *ground) >= least);
    if passes(&colour) {
        return Some(colour);
    }
    let beside = (1..=STEPS).flat_map(|step| {
        let away = f64::from(step) / f64::from(STEPS);
        [like.l - away, like.l + away]
    });
    beside
        .filter(|lightness| (0.0..=1.0).contains(lightness))
        .map(|lightness| Rgb::of(lightness, like))
        .find(passes)
}

/// A colour of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    pub is_for: Use,
    values: BTreeMap<Mode, Rgb>,
}

impl Colour {
    /// Its value in a mode. What says nothing of paper is white there if it is a ground, and else as in the light.
    pub fn in_mode(&self, mode: Mode) -> Rgb {
        let own = self.values.get(&mode).copied();
        own.unwrap_or_else(|| match (mode, self.is_for) {
            (Mode::Print, Use::Ground) => Rgb::WHITE,
            (Mode::Light, _) => Rgb([0; 3]),
            _ => self.in_mode(Mode::Light),
        })
    }
}

/// The colours of a theme by their names.
pub type Colours = BTreeMap<String, Colour>;

/// Reads the colours of all layers: a value that an upper one names takes the place of that below.
pub fn read(files: &Files, folders: &[String], findings: &mut Vec<Diagnostic>) -> Colours {
    let mut colours = Colours::new();
    for folder in folders.iter().rev() {
        let path = layers::about(folder);
        let Some(text) = files.text(&path) else { continue };
        let (node, _) = yaml::remembered(&path, text);
        // The other keys are read, and reported, with the theme itself.
        let mut unheard = Vec::new();
        let entries = Fields::new(&path, &node, &mut unheard).map("colours");
        for (name, node) in entries {
            let mut fields = Fields::new(&path, node, findings);
            let names = Use::ALL.map(|(name, _)| name);
            let by_name = |name: &str| Use::ALL.iter().find(|known| known.0 == name).map(|known| known.1);
            let is_for = fields.one_of("use", by_name, names);
            let written = Mode::ALL.map(|mode| (mode, fields.spot(mode.name())));
            fields.finish();
            let values = written
                .into_iter()
                .filter_map(|(mode, spot)| Some((mode, value(&path, &spot?, findings)?)));
            let values: Vec<_> = values.collect();
            match colours.get_mut(&name.name) {
                Some(colour) => {
                    colour.is_for = is_for.unwrap_or(colour.is_for);
                    colour.values.extend(values);
                }
                None => {
                    let colour = Colour {
                        is_for: is_for.unwrap_or(Use::Line),
                        values: values.into_iter().collect(),
                    };
                    let whole = [Mode::Light, Mode::Dark, Mode::High];
                    if is_for.is_none() || !whole.iter().all(|mode| colour.values.contains_key(mode)) {
                        findings.push(
                            Diagnostic::error(
                                "theme-colour",
                                &path,
                                format!("the colour `{}` is not whole", name.name),
                            )
                            .at(name.span)
                            .help("Write what it is for and its values: `{use: text, light: \"#1d2b2f\", dark: \"#ecebe6\", high: \"#ffffff\"}`."),
                        );
                    }
                    colours.insert(name.name.clone(), colour);
                }
            }
        }
    }
    faint(&colours, folders, findings);
    colours
}

fn value(path: &str, spot: &Spot<String>, findings: &mut Vec<Diagnostic>) -> Option<Rgb> {
    let value = Rgb::read(&spot.value);
    if value.is_none() {
        findings.push(
            Diagnostic::error("colour", path, format!("`{}` is not a colour", spot.value))
                .at(spot.span)
                .help("Write red, green and blue in hexadecimal digits, in quotation marks: \"#1d2b2f\"."),
        );
    }
    value
}

fn grounds(colours: &Colours, mode: Mode) -> Vec<Rgb> {
    let grounds = colours.values().filter(|colour| colour.is_for == Use::Ground);
    grounds.map(|colour| colour.in_mode(mode)).collect()
}

/// Reports what a theme declares and nobody could read.
fn faint(colours: &Colours, folders: &[String], findings: &mut Vec<Diagnostic>) {
    let Some(folder) = folders.first() else { return };
    for mode in Mode::ALL {
        let grounds = grounds(colours, mode);
        for (name, colour) in colours {
            let Some(least) = colour.is_for.least() else {
                continue;
            };
            let value = colour.in_mode(mode);
            if let Some((found, ground)) = weakest(value, &grounds).filter(|(found, _)| *found < least) {
                findings.push(
                    Diagnostic::error(
                        "colour-faint",
                        &layers::about(folder),
                        format!(
                            "`{name}` ({value}) on {ground} has a contrast of {found:.2}:1 in the mode `{}`, not {least}:1",
                            mode.name()
                        ),
                    )
                    .help(advice(value, &grounds, least)),
                );
            }
        }
    }
}

/// The ground on which a colour is seen least, and its contrast there.
fn weakest(colour: Rgb, grounds: &[Rgb]) -> Option<(f64, Rgb)> {
    let all = grounds.iter().map(|ground| (contrast(colour, *ground), *ground));
    all.min_by(|one, other| one.0.total_cmp(&other.0))
}

/// The contrast that a colour has where it is seen least, among the grounds of a mode.
pub fn least_contrast(colours: &Colours, colour: &Colour, mode: Mode) -> Option<f64> {
    weakest(colour.in_mode(mode), &grounds(colours, mode)).map(|(found, _)| found)
}

fn advice(colour: Rgb, grounds: &[Rgb], least: f64) -> String {
    match nearest(colour, grounds, least) {
        Some(near) => format!("The nearest colour of the same hue that can be read is \"{near}\"."),
        None => "No colour of this hue can be read on all grounds of the theme.".to_owned(),
    }
}

/// Puts the programme's colours in place of the theme's, where they can be read; a dark page takes a lighter one of the same hue, and
/// a page of high contrast keeps the theme's.
pub fn own(
    colours: &mut Colours,
    own: &[(Spot<String>, Spot<String>)],
    path: &str,
    findings: &mut Vec<Diagnostic>,
) {
    for (name, spot) in own {
        let Some(value) = value(path, spot, findings) else {
            continue;
        };
        let Some((is_for, least)) = colours
            .get(&name.value)
            .and_then(|colour| Some((colour.is_for, colour.is_for.least()?)))
        else {
            findings.push(unknown(colours, &name.value, name.span, path));
            continue;
        };
        let mut light = grounds(colours, Mode::Light);
        light.extend(grounds(colours, Mode::Print));
        if let Some((found, ground)) = weakest(value, &light).filter(|(found, _)| *found < least) {
            let what = if is_for == Use::Text { "words" } else { "marks" };
            findings.push(
                Diagnostic::error(
                    "colour-faint",
                    path,
                    format!(
                        "{value} on {ground} has a contrast of {found:.2}:1; {what} need at least {least}:1"
                    ),
                )
                .at(spot.span)
                .help(advice(value, &light, least)),
            );
            continue;
        }
        let dark = nearest(value, &grounds(colours, Mode::Dark), least);
        if let Some(colour) = colours.get_mut(&name.value) {
            colour.values.insert(Mode::Light, value);
            colour.values.insert(Mode::Print, value);
            colour.values.extend(dark.map(|dark| (Mode::Dark, dark)));
        }
    }
}

fn unknown(colours: &Colours, name: &str, span: Span, path: &str) -> Diagnostic {
    let open = colours
        .iter()
        .filter(|(_, colour)| colour.is_for.least().is_some());
    let open: Vec<&str> = open.map(|(name, _)| name.as_str()).collect();
    let message = if colours.contains_key(name) {
        format!("the colour `{name}` is the theme's own: words stand on it")
    } else {
        format!("the theme has no colour `{name}`")
    };
    Diagnostic::error("unknown-colour", path, message)
        .at(span)
        .help(format!(
            "{} It has: {}.",
            suggest(name, open.iter().copied()),
            open.join(", ")
        ))
}

/// The colours as custom properties: each has its values behind the switches of the theme's style sheet.
pub fn style(colours: &Colours) -> String {
    let mut style = String::from(":root {\n");
    for (name, colour) in colours {
        let _ = write!(style, "  --{name}:");
        for mode in [Mode::Light, Mode::Dark, Mode::High] {
            let _ = write!(style, " var(--{}, {})", mode.name(), colour.in_mode(mode));
        }
        style.push_str(";\n");
    }
    style.push_str("}\n");
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::read(text).expect("a colour")
    }

    #[test]
    fn contrast_is_computed_as_everywhere() {
        assert_eq!((contrast(rgb("#767676"), Rgb::WHITE) * 100.0).round(), 454.0);
    }

    #[test]
    fn the_nearest_colour_has_the_same_hue_and_can_be_read() {
        let faint = rgb("#e8590c");
        let near = nearest(faint, &[Rgb::WHITE], 7.0).expect("a darker orange");
        let found = contrast(near, Rgb::WHITE);
        assert!((7.0..7.2).contains(&found), "{near} has {found}");
        let turned = (near.oklch().hue - faint.oklch().hue).into_degrees().abs();
        assert!(turned < 3.0, "{near} is turned by {turned} degrees");
    }

    #[test]
    fn on_a_dark_ground_it_is_lighter() {
        let dark = rgb("#14191b");
        let light = nearest(rgb("#0b4f75"), &[dark], 7.0).expect("a lighter blue");
        assert!(light.luminance() > rgb("#0b4f75").luminance());
        assert!(contrast(light, dark) >= 7.0);
    }

    #[test]
    fn what_can_be_read_stays() {
        assert_eq!(nearest(rgb("#12524f"), &[Rgb::WHITE], 7.0), Some(rgb("#12524f")));
    }
}
