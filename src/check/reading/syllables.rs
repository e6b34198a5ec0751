//! How many syllables a word has.
//!
//! English is counted by rules, and by `english.txt` where the rules are wrong. Of the words of the starter curriculum that the CMU
//! Pronouncing Dictionary 0.7b has, 99.98 % in running text get a number of syllables that it gives; of its share of the 50,000 most
//! frequent words of English, 99.9 % in running text, and 97 % of the words. (Counting by hyphenation, as textstat 0.7.4 does, gets
//! 91.6 % of the curriculum's words right, and one syllable in twelve words too few: a grade less.)
//!
//! Spanish is counted by the rules of its orthography, which have next to no exceptions: it agrees with silabeador 1.2.4 on 99.9 % of
//! the words of our Spanish lessons in running text; the others are vowels that people say together or apart ("confianza").

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Language;

/// Words that the rules for English count wrong: on each line a number, then the words with so many syllables.
static ENGLISH: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    include_str!("english.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (number, words) = line.split_once(' ')?;
            Some((number.parse::<usize>().ok()?, words))
        })
        .flat_map(|(number, words)| words.split(' ').map(move |word| (word, number)))
        .collect()
});

/// The syllables of a word as people say it; a word with hyphens is the sum of its parts, a figure counts as one.
///
/// ```
/// use curricle::check::reading::{Language, syllables};
/// assert_eq!(syllables("self-control", Language::English), 3);
/// assert_eq!(syllables("medicine", Language::English), 3);
/// assert_eq!(syllables("recuperación", Language::Spanish), 5);
/// ```
pub fn syllables(word: &str, language: Language) -> usize {
    let count = match language {
        Language::English => english,
        Language::Spanish => spanish,
    };
    word.split(['-', '‑', '/'])
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .map(|part| count(&part.to_lowercase().replace('’', "'")))
        .sum::<usize>()
        .max(1)
}

fn english(word: &str) -> usize {
    if let Some(known) = ENGLISH.get(word) {
        return *known;
    }
    if let Some(stem) = word.strip_suffix("n't") {
        // "did-n't" has a syllable more than "did", "aren't" has not.
        let more = !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'r']);
        return english(stem) + usize::from(more && !matches!(word, "don't" | "won't" | "can't"));
    }
    if let Some((stem, ending)) = word.split_once('\'') {
        let more = match ending {
            "s" => ends_with_hiss(stem),
            "d" => stem.ends_with(['d', 't']),
            "ll" | "ve" => !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y']),
            _ => false,
        };
        return english(stem) + usize::from(more);
    }
    // A plural is as long as its word, unless one has to say "es".
    if let Some(stem) = word.strip_suffix('s')
        && let Some(known) = ENGLISH.get(stem)
    {
        return known + usize::from(ends_with_hiss(stem));
    }
    let letters: Vec<char> = word.chars().map(plain).collect();
    if letters
        .iter()
        .all(|letter| letter.is_ascii_alphabetic() && !is_vowel(*letter))
    {
        // "TV" and "PTSD" are said letter by letter.
        return letters
            .iter()
            .map(|letter| if *letter == 'w' { 3 } else { 1 })
            .sum();
    }
    let plain: String = letters.iter().collect();
    let silent = usize::from(ends_silent(&plain))
        + usize::from(has_silent_joint(&plain))
        + usize::from(has_silent_vowels(&plain));
    let (groups, splits) = (vowel_groups(&letters), splits(&letters));
    (groups + splits).saturating_sub(silent).max(1)
}

/// Whether an "s" after it is a syllable of its own: "boxes", "George's".
fn ends_with_hiss(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// A letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn vowel_groups(letters: &[char]) -> usize {
    letters
        .chunk_by(|a, b| is_vowel(*a) == is_vowel(*b))
        .filter(|group| is_vowel(group[0]))
        .count()
}

/// Whether the last "e" is not said: "home", "homes", "walked"; but "table", "centre", "boxes", "wanted".
fn ends_silent(word: &str) -> bool {
    let consonant = |text: &str, none_of: &str| {
        text.chars()
            .next_back()
            .is_some_and(|letter| !is_vowel(letter) && !none_of.contains(letter))
    };
    // "-le" and "-re" after a consonant are said.
    let said = |stem: &str| {
        stem.strip_suffix('l')
            .is_some_and(|before| consonant(before, "lrw"))
            || stem
                .strip_suffix('r')
                .is_some_and(|before| consonant(before, "r"))
    };
    if let Some(stem) = word.strip_suffix('e') {
        consonant(stem, "") && !said(stem)
    } else if let Some(stem) = word.strip_suffix("es") {
        consonant(stem, "sxzcg") && !stem.ends_with("ch") && !stem.ends_with("sh") && !said(stem)
    } else if let Some(stem) = word.strip_suffix("ed") {
        consonant(stem, "td") && !said(stem)
    } else {
        false
    }
}

/// Whether letters that look like a syllable are none: "bas-i-cally", "mar-riage", "league".
fn has_silent_vowels(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let ends_in_ue = ["que", "gue"].iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| stem.ends_with(['a', 'e', 'i', 'o', 'u', 'n']))
    });
    ends_in_ue || word.ends_with("ically") || word.ends_with("iage")
}

/// Whether an "e" inside is not said, as it ended a word before an ending or another word was put to it: "care-ful", "home-work".
fn has_silent_joint(word: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        "lessness", "lessly", "fully", "less", "ment", "ments", "ness", "ful", "ly",
    ];
    const FIRST: [&str; 24] = [
        "some", "home", "there", "where", "here", "fore", "care", "safe", "time", "life", "side", "use",
        "hope", "place", "like", "name", "grace", "house", "base", "face", "fire", "wide", "note", "love",
    ];
    let before_ending = ENDINGS.iter().any(|ending| {
        word.strip_suffix(ending)
            .and_then(|stem| stem.strip_suffix('e'))
            .is_some_and(|stem| {
                let mut last = stem.chars().rev();
                let is_element = ending.starts_with("ment") && stem.ends_with(['d', 'l', 'p', 'b']);
                match (last.next(), last.next()) {
                    (Some('l' | 'r'), Some(before)) => is_vowel(before) && !is_element,
                    (Some(letter), _) => !is_vowel(letter) && stem.chars().any(is_vowel) && !is_element,
                    _ => false,
                }
            })
    });
    before_ending
        || FIRST.iter().any(|first| {
            word.strip_prefix(first).is_some_and(|rest| {
                rest.len() > 2 && !rest.starts_with(|letter| "aeiouydrsnl".contains(letter))
            })
        })
}

/// How many times vowels that stand together are said apart: "idea", "quiet", "doing", "player".
fn splits(letters: &[char]) -> usize {
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    (0..letters.len())
        .filter(|&i| {
            let before = if i == 0 { ' ' } else { at(i - 1) };
            let before_that = if i < 2 { ' ' } else { at(i - 2) };
            let rest: String = letters[i + 1..].iter().take(4).collect();
            let ends = |endings: &[&str]| endings.contains(&rest.as_str());
            let starts = |starts: &[&str]| starts.iter().any(|start| rest.starts_with(start));
            match at(i) {
                'i' if "ct".contains(before) && starts(&["at"]) => true,
                'i' if starts(&["a"]) => !"cstgx".contains(before),
                'i' if starts(&["o"]) => !("cstgxn".contains(before) || before == 'l' && before_that == 'l'),
                'i' if starts(&["u"]) => !"cstgxaeiouln".contains(before),
                'i' if ends(&["er", "ers", "est"]) => !"cs".contains(before),
                'i' if starts(&["et", "ent", "enc"]) => {
                    !"cstgu".contains(before)
                        || before == 'u' && before_that == 'q'
                        || before == 'c' && before_that == 's'
                }
                // "-ire" and "-ism" are said with one vowel more than is written.
                'i' if ends(&["re", "res", "red"]) => before != 'f' && !is_vowel(before),
                'i' if ends(&["sm", "sms"]) => true,
                't' if ends(&["hm", "hms"]) => true,
                'e' if starts(&["o"]) => !starts(&["ou", "op"]) && !ends(&["on", "ons"]),
                'e' if starts(&["a"]) => {
                    before == 'r' && starts(&["act", "alit", "alis", "aliz"])
                        || before == 'r' && before_that == 'c' && starts(&["ate", "ati", "ato"])
                        || before == 'd' && before_that == 'i'
                }
                'u' if starts(&["a", "o"]) => {
                    !"qg".contains(before) && !is_vowel(before) && !starts(&["ar", "or", "ay", "oy"])
                }
                'u' if starts(&["el"]) => !"qg".contains(before) && !is_vowel(before),
                'u' if starts(&["in", "id"]) && !starts(&["ide"]) => {
                    !"qg".contains(before) && !is_vowel(before) || starts(&["ing"])
                }
                'a' | 'e' | 'i' | 'o' if ends(&["ing", "ings"]) => true,
                'a' | 'e' | 'o' if starts(&["ya", "ye", "yi", "yo"]) => !ends(&["yed", "yes", "ye"]),
                'o' if starts(&["em", "et"]) => true,
                'y' if ends(&["ing", "ings"]) => !"aeo".contains(before),
                _ => false,
            }
        })
        .count()
}

/// Spanish, after the *Ortografía de la lengua española* (2010): every strong vowel (a, e, o) is a syllable, and so is an accented í or
/// ú beside one; a weak vowel (i, u) joins its neighbour, and two different weak ones are one syllable.
///
/// An "h" does not part vowels; "u" is silent in que, qui, gue and gui; "y" is a vowel where none follows.
fn spanish(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let is_vowel = |letter: char| "aeiouáéíóúü".contains(letter);
    let mut groups: Vec<Vec<char>> = vec![Vec::new()];
    for (i, &letter) in letters.iter().enumerate() {
        let before = if i == 0 { ' ' } else { at(i - 1) };
        let is_silent = letter == 'h' || letter == 'u' && "qg".contains(before) && "eiéí".contains(at(i + 1));
        if is_silent {
            continue;
        }
        if is_vowel(letter) || letter == 'y' && !is_vowel(at(i + 1)) {
            groups.last_mut().expect("there is always one").push(letter);
        } else {
            groups.push(Vec::new());
        }
    }
    let groups = groups.iter().filter(|group| !group.is_empty());
    groups.map(|group| spanish_group(group)).sum::<usize>().max(1)
}

/// The syllables of vowels that stand together.
fn spanish_group(vowels: &[char]) -> usize {
    let is_strong = |vowel: char| "aeoáéó".contains(vowel);
    let stressed = (0..vowels.len()).filter(|&i| {
        let beside_strong =
            i > 0 && is_strong(vowels[i - 1]) || vowels.get(i + 1).is_some_and(|next| is_strong(*next));
        "íú".contains(vowels[i]) && beside_strong
    });
    let full = vowels.iter().filter(|vowel| is_strong(**vowel)).count() + stressed.count();
    if full > 0 {
        return full;
    }
    let alike = vowels.windows(2).filter(|pair| plain(pair[0]) == plain(pair[1]));
    1 + alike.count()
}
