//! Rules on the article's UDC number (Universal Decimal Classification).

mod form;
mod notation;
mod range;
mod repeated;

use std::ops::Range;

use crate::article::Classification;
use crate::check::{Rule, Subject};
use crate::notation::udc::{self, Code, Udc};
use crate::source::Span;

/// The rules of the family.
pub const RULES: &[Rule] = &[notation::RULE, form::RULE, range::RULE, repeated::RULE];

/// A UDC number of the article that is notation, apart from what typesetting did to it.
struct Number<'a> {
    code: &'a Classification,
    /// Its parts; ranges are bytes of the normal form.
    parts: Udc,
    read: Code,
}

impl Number<'_> {
    /// The normal form.
    fn normal(&self) -> &str {
        &self.read.normal
    }

    /// The manuscript's place of bytes of the normal form.
    fn span(&self, range: Range<usize>) -> Span {
        let start = self.read.origin(range.start);
        let end = self.read.origin(range.end).max(start);
        self.code.written.span_of(start..end)
    }
}

/// The article's UDC numbers, but for those that cannot be read.
fn numbers<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Number<'a>> + use<'a> {
    let codes = subject.article.front.classifications.iter().filter(|code| code.scheme == "udc");
    codes.filter_map(|code| {
        let (normal, changes) = udc::normalise(&code.written.text);
        let parsed = udc::parse(&normal);
        let parts = parsed.clone().ok()?;
        Some(Number { code, parts, read: Code { range: 0..code.written.text.len(), normal, changes, parsed } })
    })
}
