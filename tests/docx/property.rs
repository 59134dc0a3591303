//! Any text, however it is cut into runs and set, is the text of the article, letter by letter, in the same emphasis.

use offprint::article::{Inline, Style, Text};
use proptest::prelude::*;

use super::package::{Package, body, p, r, rp};

/// The characters of a text with their emphasis: bold, italic.
fn letters(text: &Text, bold: bool, italic: bool, out: &mut Vec<(char, bool, bool)>) {
    for inline in &text.inlines {
        match inline {
            Inline::Styled { style, content } => {
                letters(content, bold || *style == Style::Bold, italic || *style == Style::Italic, out);
            }
            Inline::Foreign { content, .. } | Inline::Link { content, .. } => letters(content, bold, italic, out),
            Inline::Run(run) => out.extend(run.text.chars().map(|c| (c, bold, italic))),
            _ => {}
        }
    }
}

/// White space is no matter of emphasis, and one space is as good as three.
fn without_space(letters: Vec<(char, bool, bool)>) -> Vec<(char, bool, bool)> {
    letters.into_iter().filter(|(c, ..)| !c.is_whitespace()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_keeps_its_letters_and_its_emphasis(
        runs in prop::collection::vec((any::<bool>(), any::<bool>(), "[a-cжA\u{C9} *_~`|\\\\&;#.,!-]{1,6}"), 1..9)
    ) {
        // Nothing that makes a heading, a list or a caption of it stands at its ends.
        let mut content = r("The text x");
        let mut expected: Vec<(char, bool, bool)> = "The text x".chars().map(|c| (c, false, false)).collect();
        for (bold, italic, text) in &runs {
            let properties = format!("{}{}", if *bold { "<w:b/>" } else { "" }, if *italic { "<w:i/>" } else { "" });
            content += &rp(&properties, &escaped(text));
            expected.extend(text.chars().map(|c| (c, *bold, *italic)));
        }
        content += &r("x goes on to its end.");
        expected.extend("x goes on to its end.".chars().map(|c| (c, false, false)));
        let read = Package::of(body(&p(&content))).read();
        let mut found = Vec::new();
        letters(read.last(), false, false, &mut found);
        prop_assert_eq!(without_space(found), without_space(expected), "{}", read.source.text());
    }
}
