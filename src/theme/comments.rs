//! Scripts and style sheets as they are published: without what is said in them to those who read the theme's files.

use std::ops::Range;
use std::sync::Arc;

use cssparser::{ParseError, Parser, ParserInput, Token};
use tree_sitter::Node;

/// The file at `path` without its comments, if it is a script or a style sheet that can be read; any other as it is.
///
/// A comment goes with the line that it begins or ends. One in the middle of a line may part two words, and one that begins with `/*!`
/// is for everyone: both stay.
pub fn taken_out(path: &str, bytes: &Arc<[u8]>) -> Arc<[u8]> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Arc::clone(bytes);
    };
    let comments = match path.rsplit('.').next() {
        Some("js") => of_script(text),
        Some("css") => of_style(text),
        _ => Vec::new(),
    };
    if comments.is_empty() {
        return Arc::clone(bytes);
    }
    without(text, &comments).into_bytes().into()
}

fn without(text: &str, comments: &[Range<usize>]) -> String {
    let blank = [' ', '\t'];
    let mut kept = String::new();
    let mut from = 0;
    for comment in comments {
        let before = text[from..comment.start].trim_end_matches(blank);
        let after = text[comment.end..].trim_start_matches(blank);
        let begins_line =
            before.ends_with('\n') || before.is_empty() && (kept.is_empty() || kept.ends_with('\n'));
        let ends_line = after.is_empty() || after.starts_with('\n');
        if text[comment.clone()].starts_with("/*!") || !(begins_line || ends_line) {
            continue;
        }
        kept += before;
        from = text.len() - after.len();
        if begins_line && ends_line && !after.is_empty() {
            from += 1;
        }
    }
    kept + &text[from..]
}

/// The comments of a script, in their order; none if it cannot be read, which may be because it is newer than the reader.
fn of_script(text: &str) -> Vec<Range<usize>> {
    let mut parser = tree_sitter::Parser::new();
    let mut comments = Vec::new();
    if parser
        .set_language(&tree_sitter_javascript::LANGUAGE.into())
        .is_err()
    {
        return comments;
    }
    if let Some(tree) = parser
        .parse(text, None)
        .filter(|tree| !tree.root_node().has_error())
    {
        below(tree.root_node(), &mut comments);
    }
    comments
}

fn below(node: Node, comments: &mut Vec<Range<usize>>) {
    if node.kind() == "comment" {
        comments.push(node.byte_range());
    }
    for child in node.children(&mut node.walk()) {
        below(child, comments);
    }
}

/// The comments of a style sheet, in their order.
fn of_style(text: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    inside(&mut Parser::new(&mut ParserInput::new(text)), &mut comments);
    comments
}

fn inside(parser: &mut Parser, comments: &mut Vec<Range<usize>>) {
    loop {
        let start = parser.position().byte_index();
        let token = match parser.next_including_whitespace_and_comments() {
            Ok(token) => token.clone(),
            Err(_) => return,
        };
        match token {
            Token::Comment(_) => comments.push(start..parser.position().byte_index()),
            Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => {
                let _ = parser.parse_nested_block(|block| {
                    inside(block, comments);
                    Ok::<_, ParseError<()>>(())
                });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(path: &str, text: &str) -> String {
        let bytes: Arc<[u8]> = text.as_bytes().into();
        String::from_utf8(taken_out(path, &bytes).to_vec()).expect("text stays text")
    }

    #[test]
    fn a_script_loses_its_comments_and_no_line_of_its_own() {
        let script = "// Why it is so.\nconst a = 1 // one\n/**\n * A sum.\n */\nlet b = a\n;[2].forEach((c) => { b += c /* two */ })\n";
        assert_eq!(
            published("a.js", script),
            "const a = 1\nlet b = a\n;[2].forEach((c) => { b += c /* two */ })\n"
        );
    }

    #[test]
    fn what_only_looks_like_a_comment_stays() {
        for script in [
            "const address = 'https://a.example/*';\n",
            "const text = `a ${`b // ${'}'}`} /* c */\n  // d`;\n",
            "const slashes = /[/\"]\\/\\/ x/g.test(a?.b ?? '') ? 1 / 2 : await import('//c.js');\n",
            "class A { #b = 1n; static { A.c = /\\/*/; } }\n",
        ] {
            assert_eq!(published("a.js", script), script);
        }
        let style = "a::after { content: \"/* a */\"; background: url(//b.example/*.png) }\n";
        assert_eq!(published("a.css", style), style);
    }

    #[test]
    fn a_script_that_cannot_be_read_and_a_licence_stay_as_they_are() {
        for script in ["// What?\nlet = = 1;\n", "/*! By A, MIT. */\nlet a = 1;\n"] {
            assert_eq!(published("a.js", script), script);
        }
    }

    #[test]
    fn a_style_sheet_loses_its_comments_at_any_depth() {
        let style = "/* Tokens. */\n:root { --dark: ; --light: initial }\n@media screen {\n  /* For thumbs:\n     44 px. */\n  a/**/.b { color: red } /* red */\n}\n";
        assert_eq!(
            published("a.css", style),
            ":root { --dark: ; --light: initial }\n@media screen {\n  a/**/.b { color: red }\n}\n"
        );
    }
}
