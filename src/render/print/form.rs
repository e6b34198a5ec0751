//! A PDF that can be filled in: what a layout marks as a space to answer becomes a field of a form.
//!
//! Typst makes no forms. So a layout lays a link over each space, whose address is [`SCHEME`] and a [`Mark`] as JSON. The
//! annotation of a link has already what a field needs: its page, its place, and an element in the structure that holds nothing else.
//!
//! 1. find the marks, page by page;
//! 2. turn each annotation into the widget of a field, with the looks of all its states;
//! 3. call their elements in the structure what they are now, a `Form`;
//! 4. list the fields in the document, with the font in which they are filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, dictionary, text_string};
use serde::Deserialize;

/// How the address of a mark begins.
pub const SCHEME: &str = "curricle-field:";

/// The name of the font in the form.
const FONT: &str = "F0";

/// The colour of what is written, as PDF says it: the ink of the pages.
const INK: &str = "0.114 0.169 0.184";

/// What a PDF says of a field, by the bits of its flags.
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;

/// How high a line to fill in is at most, in points.
const LINE: f64 = 18.0;

/// A widget is printed with its page.
const PRINTED: i64 = 1 << 2;

/// What a layout says of a space to answer.
#[derive(Debug, Deserialize)]
struct Mark {
    /// Names the field: the code of its page, and the answer's identity.
    name: String,
    /// What a screen reader says.
    label: String,
    #[serde(flatten)]
    kind: Kind,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Kind {
    /// Words on one line, which are set smaller where they are long.
    Line,
    /// Words on as many lines as there are, in letters of this size in points.
    Lines { size: f64 },
    /// A box to tick.
    Tick,
    /// One choice of several: all whose marks have the same name.
    One {
        choice: String,
        /// What is asked; `label` is said of this choice.
        question: String,
        /// Whether a ring is put around it, as around a number, or a dot into it.
        ring: bool,
    },
}

/// The font in which fields are filled in: TrueType, with the letters of Western European languages (Windows code page 1252).
///
/// A form names one letter by one byte. Other letters can be typed too, and a viewer then takes a font of its own.
pub struct Letters {
    pub name: String,
    /// The font file.
    pub data: Vec<u8>,
    /// How wide the letters of [`codes`] are, in thousandths of the size.
    pub widths: Vec<i64>,
    /// In thousandths of the size, as are the next three: left, low, right, high.
    pub bounds: [i64; 4],
    pub ascent: i64,
    pub descent: i64,
    pub capitals: i64,
}

/// The letters that a form names by one byte, from the space on.
pub fn codes() -> impl Iterator<Item = (u8, Option<char>)> {
    const FROM_128: [Option<char>; 32] = {
        let mut letters = [None; 32];
        let known = [
            (0, '€'),
            (2, '‚'),
            (3, 'ƒ'),
            (4, '„'),
            (5, '…'),
            (6, '†'),
            (7, '‡'),
            (8, 'ˆ'),
            (9, '‰'),
            (10, 'Š'),
            (11, '‹'),
            (12, 'Œ'),
            (14, 'Ž'),
            (17, '‘'),
            (18, '’'),
            (19, '“'),
            (20, '”'),
            (21, '•'),
            (22, '–'),
            (23, '—'),
            (24, '˜'),
            (25, '™'),
            (26, 'š'),
            (27, '›'),
            (28, 'œ'),
            (30, 'ž'),
            (31, 'Ÿ'),
        ];
        let mut at = 0;
        while at < known.len() {
            letters[known[at].0] = Some(known[at].1);
            at += 1;
        }
        letters
    };
    (32..=255).map(|code: u8| {
        let letter = match code {
            127 => None,
            128..=159 => FROM_128[usize::from(code - 128)],
            _ => Some(char::from(code)),
        };
        (code, letter)
    })
}

/// `pdf` with a field in place of each mark; `from_right`, if its lines begin at the right.
///
/// # Errors
///
/// A sentence when a mark cannot be read, or the PDF cannot.
pub fn filled_in(pdf: &[u8], letters: &Letters, from_right: bool) -> Result<Vec<u8>, String> {
    let unreadable =
        |error: lopdf::Error| format!("the PDF cannot be read again to put fields into it: {error}");
    let mut document = Document::load_mem(pdf).map_err(unreadable)?;
    let marks = marks(&document)?;
    let font = add_font(&mut document, letters);
    let widgets: BTreeSet<ObjectId> = marks.iter().map(|(widget, ..)| *widget).collect();
    name_elements(&mut document, &widgets);
    let fields = Form::new(&mut document, font).fields(marks);
    let form = dictionary! {
        "Fields" => references(&fields),
        "DR" => resources(font),
        "DA" => appearance(0.0),
        // Words begin at the left (0) or at the right (2).
        "Q" => if from_right { 2 } else { 0 },
    };
    let form = document.add_object(form);
    document.catalog_mut().map_err(unreadable)?.set("AcroForm", form);
    let mut bytes = Vec::with_capacity(pdf.len() * 2);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(6)
        .build();
    document
        .save_with_options(&mut bytes, options)
        .map_err(|error| format!("the PDF with its fields cannot be written: {error}"))?;
    Ok(bytes)
}

/// The annotation, the page and the mark of each space, page by page.
fn marks(document: &Document) -> Result<Vec<(ObjectId, ObjectId, Mark)>, String> {
    let mut marks = Vec::new();
    for page in document.page_iter() {
        for annotation in annotations(document, page) {
            let Some(address) = address(document, annotation) else {
                continue;
            };
            let Some(mark) = address.strip_prefix(SCHEME) else {
                continue;
            };
            let mark = serde_json::from_str(mark)
                .map_err(|error| format!("a field in the theme's layout is wrong: {error}: {mark}"))?;
            marks.push((annotation, page, mark));
        }
    }
    Ok(marks)
}

fn annotations(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    let listed = || {
        let page = document.get_dictionary(page)?;
        page.get_deref(b"Annots", document)?.as_array()
    };
    let listed = listed().map(Vec::as_slice).unwrap_or_default();
    listed
        .iter()
        .filter_map(|object| object.as_reference().ok())
        .collect()
}

/// Where a link leads, if that is on the web.
fn address(document: &Document, annotation: ObjectId) -> Option<String> {
    let annotation = document.get_dictionary(annotation).ok()?;
    let action = annotation.get_deref(b"A", document).ok()?.as_dict().ok()?;
    let address = action.get_deref(b"URI", document).ok()?.as_str().ok()?;
    String::from_utf8(address.to_vec()).ok()
}

/// Calls each element of the structure that holds a widget a `Form`.
fn name_elements(document: &mut Document, widgets: &BTreeSet<ObjectId>) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(element) = object else {
            continue;
        };
        if element
            .get(b"S")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Link")
            && holds(element, widgets)
        {
            element.set("S", "Form");
        }
    }
}

fn holds(element: &Dictionary, widgets: &BTreeSet<ObjectId>) -> bool {
    let is_one = |kid: &Object| {
        let held = kid
            .as_dict()
            .and_then(|kid| kid.get(b"Obj"))
            .and_then(Object::as_reference);
        held.is_ok_and(|id| widgets.contains(&id))
    };
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().any(is_one),
        Ok(kid) => is_one(kid),
        Err(_) => false,
    }
}

/// Makes the fields of a document.
struct Form<'a> {
    document: &'a mut Document,
    font: ObjectId,
    /// What is shown of boxes and circles, by kind and size: those that look the same share it.
    looks: BTreeMap<(Look, [i64; 2]), ObjectId>,
    names: BTreeSet<String>,
}

/// What is shown of a box or a circle. Its edge is drawn on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Empty,
    Tick,
    Dot,
    Ring,
}

impl<'a> Form<'a> {
    fn new(document: &'a mut Document, font: ObjectId) -> Self {
        Self {
            document,
            font,
            looks: BTreeMap::new(),
            names: BTreeSet::new(),
        }
    }

    /// The fields, in the order of their first marks.
    fn fields(&mut self, marks: Vec<(ObjectId, ObjectId, Mark)>) -> Vec<ObjectId> {
        let mut fields = Vec::new();
        // The field and the widgets of each choice, by its name.
        let mut choices: BTreeMap<String, (ObjectId, Vec<Object>)> = BTreeMap::new();
        for (widget, page, Mark { name, label, kind }) in marks {
            let mut dictionary = self.widget(widget, page, &label);
            if matches!(kind, Kind::Line) {
                lower(&mut dictionary);
            }
            let size = size(&dictionary);
            match kind {
                Kind::Line | Kind::Lines { .. } => {
                    let (flags, letters) = match kind {
                        Kind::Lines { size } => (MULTILINE, size),
                        _ => (0, 0.0),
                    };
                    dictionary.set("FT", "Tx");
                    dictionary.set("T", text_string(&self.unique(name)));
                    dictionary.set("Ff", flags);
                    dictionary.set("DA", appearance(letters));
                    let empty = self.empty_words(size);
                    dictionary.set("AP", dictionary! { "N" => empty });
                    fields.push(widget);
                }
                Kind::Tick => {
                    dictionary.set("FT", "Btn");
                    dictionary.set("T", text_string(&self.unique(name)));
                    dictionary.set("V", "Off");
                    self.set_states(&mut dictionary, "Yes", Look::Tick, size);
                    fields.push(widget);
                }
                Kind::One {
                    choice,
                    question,
                    ring,
                } => {
                    let (field, widgets) = choices.entry(name).or_insert_with_key(|name| {
                        let field = self.document.add_object(dictionary! {
                            "FT" => "Btn",
                            "T" => text_string(name),
                            "TU" => text_string(&question),
                            "Ff" => RADIO,
                            "V" => "Off",
                        });
                        fields.push(field);
                        (field, Vec::new())
                    });
                    dictionary.set("Parent", *field);
                    widgets.push(Object::Reference(widget));
                    let look = if ring { Look::Ring } else { Look::Dot };
                    self.set_states(&mut dictionary, &choice, look, size);
                }
            }
            self.document.set_object(widget, dictionary);
        }
        for (field, widgets) in choices.into_values() {
            if let Ok(field) = self.document.get_dictionary_mut(field) {
                field.set("Kids", widgets);
            }
        }
        fields
    }

    /// A link's annotation as a widget: its place stays, and its place in the structure.
    fn widget(&self, annotation: ObjectId, page: ObjectId, label: &str) -> Dictionary {
        let mut widget = self
            .document
            .get_dictionary(annotation)
            .cloned()
            .unwrap_or_default();
        for of_links in ["A", "Border", "Contents", "QuadPoints"] {
            widget.remove(of_links.as_bytes());
        }
        widget.set("Subtype", "Widget");
        widget.set("TU", text_string(label));
        widget.set("F", PRINTED);
        widget.set("P", page);
        widget
    }

    /// A name that no other field has. Two are the same only where a layout shows one space twice.
    fn unique(&mut self, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !self.names.contains(name));
        let free = free.unwrap_or(name);
        self.names.insert(free.clone());
        free
    }

    /// What is shown of words before there are any. Each field has its own: programs write into it.
    fn empty_words(&mut self, size: [f64; 2]) -> ObjectId {
        let mut looks = look(size);
        looks.set("Resources", resources(self.font));
        self.document
            .add_object(Stream::new(looks, b"/Tx BMC EMC".to_vec()))
    }

    fn set_states(&mut self, widget: &mut Dictionary, on: &str, shown: Look, size: [f64; 2]) {
        let (off, shown) = (self.look(Look::Empty, size), self.look(shown, size));
        widget.set("AS", "Off");
        widget.set(
            "AP",
            dictionary! { "N" => dictionary! { on => shown, "Off" => off } },
        );
    }

    fn look(&mut self, kind: Look, size: [f64; 2]) -> ObjectId {
        // By hundredths of a point.
        let key = (kind, size.map(|length| (length * 100.0).round() as i64));
        let document = &mut *self.document;
        *self
            .looks
            .entry(key)
            .or_insert_with(|| document.add_object(Stream::new(look(size), kind.drawn(size).into_bytes())))
    }
}

impl Look {
    /// Its curves.
    fn drawn(self, [width, height]: [f64; 2]) -> String {
        let across = width.min(height);
        let middle = (width / 2.0, height / 2.0);
        match self {
            Look::Empty => String::new(),
            Look::Tick => {
                let at = |x: f64, y: f64| {
                    format!(
                        "{:.2} {:.2}",
                        middle.0 + (x - 0.5) * across,
                        middle.1 + (0.5 - y) * across
                    )
                };
                format!(
                    "{INK} RG {:.2} w 1 J 1 j {} m {} l {} l S",
                    across * 0.14,
                    at(0.16, 0.55),
                    at(0.4, 0.8),
                    at(0.86, 0.18)
                )
            }
            Look::Dot => format!("{INK} rg {}f", circle(middle, across * 0.28)),
            Look::Ring => format!("{INK} RG 2.6 w {}S", circle(middle, across / 2.0 - 1.6)),
        }
    }
}

/// A circle as four curves.
fn circle((x, y): (f64, f64), radius: f64) -> String {
    // How far the handles of a quarter stand out.
    let handle = radius * 0.552_284_75;
    let mut path = format!("{:.2} {:.2} m ", x + radius, y);
    let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    for pair in quarters.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let _ = write!(
            path,
            "{:.2} {:.2} {:.2} {:.2} {:.2} {:.2} c ",
            x + ax * radius + bx * handle,
            y + ay * radius + by * handle,
            x + bx * radius + ax * handle,
            y + by * radius + ay * handle,
            x + bx * radius,
            y + by * radius
        );
    }
    path
}

/// An appearance of this size, without its contents.
fn look([width, height]: [f64; 2]) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(width as f32), Object::Real(height as f32)],
    }
}

/// Width and height.
fn size(widget: &Dictionary) -> [f64; 2] {
    let edges = widget
        .get(b"Rect")
        .and_then(Object::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let edges: Vec<f64> = edges
        .iter()
        .filter_map(|edge| edge.as_float().ok())
        .map(f64::from)
        .collect();
    match edges[..] {
        [left, low, right, high] => [(right - left).abs(), (high - low).abs()],
        _ => [0.0, 0.0],
    }
}

/// Leaves of a line what letters need: words are set as large as their field, and the room above a rule is for handwriting.
fn lower(widget: &mut Dictionary) {
    let [_, height] = size(widget);
    if let Ok([_, low, _, high]) = widget
        .get_mut(b"Rect")
        .and_then(Object::as_array_mut)
        .map(Vec::as_mut_slice)
    {
        let bottom = low.as_float().unwrap_or_default();
        if height > LINE {
            *high = Object::Real(bottom + LINE as f32);
        }
    }
}

/// How words are set: the font, its size in points (0 for as large as fits) and its colour.
fn appearance(size: f64) -> Object {
    Object::string_literal(format!("/{FONT} {size} Tf {INK} rg"))
}

fn resources(font: ObjectId) -> Dictionary {
    dictionary! { "Font" => dictionary! { FONT => font } }
}

fn references(ids: &[ObjectId]) -> Vec<Object> {
    ids.iter().copied().map(Object::Reference).collect()
}

fn add_font(document: &mut Document, letters: &Letters) -> ObjectId {
    let file = compressed(
        dictionary! { "Length1" => letters.data.len() as i64 },
        letters.data.clone(),
    );
    let file = document.add_object(file);
    let name = letters.name.as_str();
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        // It has the letters of the Latin alphabet.
        "Flags" => 32,
        "FontBBox" => letters.bounds.map(Object::Integer).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => letters.ascent,
        "Descent" => letters.descent,
        "CapHeight" => letters.capitals,
        "StemV" => 80,
        "FontFile2" => file,
    });
    let read_as = document.add_object(compressed(Dictionary::new(), read_as().into_bytes()));
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => name,
        "FirstChar" => 32,
        "LastChar" => 255,
        "Widths" => letters.widths.iter().copied().map(Object::Integer).collect::<Vec<_>>(),
        "FontDescriptor" => descriptor,
        "Encoding" => "WinAnsiEncoding",
        "ToUnicode" => read_as,
    })
}

fn compressed(about: Dictionary, content: Vec<u8>) -> Stream {
    let mut stream = Stream::new(about, content);
    // What cannot be made smaller stays as it is.
    let _ = stream.compress();
    stream
}

/// Which letter each code stands for, for programs that read the text.
fn read_as() -> String {
    let rows: Vec<String> = codes()
        .filter_map(|(code, letter)| Some(format!("<{code:02X}> <{:04X}>", u32::from(letter?))))
        .collect();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<00> <FF>\nendcodespacerange\n",
    );
    // A hundred is the most that one list may have.
    for rows in rows.chunks(100) {
        let _ = write!(
            map,
            "{} beginbfchar\n{}\nendbfchar\n",
            rows.len(),
            rows.join("\n")
        );
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
