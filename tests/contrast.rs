//! The colours of every theme can be read by tired eyes: 7:1 for words, 4.5:1 for what only has an edge, in every mode of a screen.

mod support;

use curricle::curriculum::Settings;
use curricle::theme::{Colours, Mode, Rgb, Use, load};

const SCREENS: [Mode; 3] = [Mode::Light, Mode::Dark, Mode::High];

/// The names of the themes under `themes/`, each with its colours.
fn themes() -> Vec<(String, Colours)> {
    let files = support::themes();
    support::theme_names()
        .into_iter()
        .map(|name| {
            let settings = Settings {
                theme: name.clone(),
                languages: vec!["en".to_owned(), "es".to_owned()],
                ..Settings::default()
            };
            let (themes, findings) = load(&files, &settings);
            assert_eq!(findings, [], "{name}");
            (name, themes[0].colours.clone())
        })
        .collect()
}

/// As WCAG computes it.
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.0.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

#[test]
fn every_pair_of_colours_can_be_read_in_every_mode() {
    let mut faint = Vec::new();
    for (theme, colours) in themes() {
        let grounds: Vec<_> = colours
            .iter()
            .filter(|(_, colour)| colour.is_for == Use::Ground)
            .collect();
        assert!(grounds.len() >= 3, "{theme} says what words stand on");
        for mode in SCREENS {
            for (name, colour) in &colours {
                let least = match colour.is_for {
                    Use::Text => 7.0,
                    Use::Mark => 4.5,
                    Use::Ground | Use::Line => continue,
                };
                for (ground, on) in &grounds {
                    let found = contrast(colour.in_mode(mode), on.in_mode(mode));
                    if found < least {
                        faint.push(format!(
                            "{theme}, {}: {name} on {ground} is {found:.2}:1, not {least}:1",
                            mode.name()
                        ));
                    }
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn every_theme_has_a_colour_for_each_shape_of_a_module() {
    for (theme, colours) in themes() {
        for shape in [
            "spark", "wave", "rings", "path", "leaf", "brush", "door", "arcs", "stones",
        ] {
            let is_text = colours
                .get(shape)
                .is_some_and(|colour| colour.is_for == Use::Text);
            assert!(is_text, "{theme} has no colour for {shape}");
        }
    }
}

#[test]
fn contrast_is_computed_as_everywhere() {
    assert_eq!(contrast(Rgb([0; 3]), Rgb::WHITE), 21.0);
    assert_eq!((contrast(Rgb([0x76; 3]), Rgb::WHITE) * 100.0).round(), 454.0);
}
