//! The colours of the theme can be read by tired eyes: 7:1 for text, 4.5:1 for what only has an edge, in every mode.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../themes/calm/web/styles/1-tokens.css");

/// The modes, as the switches of the style sheet name them.
const MODES: [&str; 3] = ["light", "dark", "high"];

const GROUNDS: [&str; 3] = ["paper", "sheet", "shade"];

/// Colours of words. The modules' own colours are those of links, heads and buttons.
const WORDS: [&str; 12] = [
    "ink", "quiet", "module", "spark", "wave", "rings", "path", "leaf", "brush", "door", "arcs", "stones",
];

/// Colours of edges that say where something can be done.
const EDGES: [&str; 2] = ["field", "focus"];

/// Each colour in each mode, by its name: what stands in `--name: var(--light, …) var(--dark, …) var(--high, …);`.
fn colours(mode: &str) -> BTreeMap<&'static str, [f64; 3]> {
    let switch = format!("var(--{mode}, #");
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, values) = line.trim().strip_prefix("--")?.split_once(": ")?;
            let value = values.split_once(&switch)?.1.split_once(')')?.0;
            Some((name, channels(value)))
        })
        .collect()
}

/// The channels of `1d2b2f` or `fff`, from 0 to 1.
fn channels(hex: &str) -> [f64; 3] {
    let wide = if hex.len() == 3 { 1 } else { 2 };
    [0, 1, 2].map(|at| {
        let part = &hex[at * wide..(at + 1) * wide];
        let value =
            u8::from_str_radix(&part.repeat(3 - wide), 16).expect("a colour is written in hex digits");
        f64::from(value) / 255.0
    })
}

/// As WCAG computes it.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

/// Every pair that is used, and how much contrast it needs.
fn pairs() -> Vec<(&'static str, &'static str, f64)> {
    let on_grounds = |names: &'static [&'static str], least: f64| {
        names
            .iter()
            .flat_map(move |name| GROUNDS.map(|ground| (*name, ground, least)))
    };
    let on_modules = WORDS[2..].iter().map(|module| ("on-module", *module, 7.0));
    on_grounds(&WORDS, 7.0)
        .chain(on_grounds(&EDGES, 4.5))
        .chain(on_modules)
        .collect()
}

#[test]
fn every_pair_of_colours_can_be_read_in_every_mode() {
    let mut faint = Vec::new();
    for mode in MODES {
        let colours = colours(mode);
        for (name, ground, least) in pairs() {
            let found = contrast(colours[name], colours[ground]);
            if found < least {
                faint.push(format!(
                    "{mode}: --{name} on --{ground} is {found:.2}:1, not {least}:1"
                ));
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn every_colour_has_a_value_in_every_mode() {
    let names: Vec<_> = colours("light").into_keys().collect();
    for mode in MODES {
        let found: Vec<_> = colours(mode)
            .into_keys()
            .filter(|name| *name != "picture")
            .collect();
        assert_eq!(found, names, "{mode}");
    }
}

#[test]
fn contrast_is_computed_as_everywhere() {
    assert_eq!(contrast(channels("000"), channels("fff")), 21.0);
    assert_eq!(
        (contrast(channels("767676"), channels("fff")) * 100.0).round(),
        454.0
    );
}
