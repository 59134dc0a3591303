//! What the content models of JATS let into running text. What holds for 1.3 and 1.4 alike.

/// What may stand in an element besides plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content(u16);

impl Content {
    /// `italic`, `bold`, `monospace`, `sc`, `underline`, `strike`.
    pub const STYLE: Content = Content(1);
    /// `sub` and `sup`.
    pub const SCRIPT: Content = Content(1 << 1);
    /// `named-content`, which itself lets in all that a paragraph does.
    pub const NAMED: Content = Content(1 << 2);
    /// `ext-link`.
    pub const LINK: Content = Content(1 << 3);
    /// `xref`.
    pub const XREF: Content = Content(1 << 4);
    /// `inline-formula`.
    pub const FORMULA: Content = Content(1 << 5);
    /// `inline-graphic`.
    pub const GRAPHIC: Content = Content(1 << 6);
    /// `break`.
    pub const BREAK: Content = Content(1 << 7);
    /// Not inside a link: what stands here may itself become one, if need be inside a `named-content`.
    const OPEN: Content = Content(1 << 8);

    /// Plain text alone: `surname`, `year`, `fpage`.
    pub const PLAIN: Content = Content::OPEN;
    /// `p`, `comment`, and the inside of every style.
    pub const PARAGRAPH: Content = Content(0x17F);
    /// `title`, `article-title`, `trans-title`, `th`, `td`.
    pub const TITLE: Content = Content(0x1FF);
    /// `copyright-statement`.
    pub const COPYRIGHT: Content = Content(0x10F);
    /// `verse-line`.
    pub const VERSE: Content = Content(0x177);
    /// `mixed-citation`.
    pub const CITATION: Content = Content(0x16F);
    /// `source`, `trans-source`, `chapter-title`.
    pub const SOURCE: Content = Content::PARAGRAPH;
    /// `aff`.
    pub const AFFILIATION: Content = Content(0x19B);
    /// `kwd`, `series`, `role`.
    pub const KEYWORD: Content = Content(0x107);
    /// `funding-statement`: without `sub` and `sup`, which 1.4 took out.
    pub const STATEMENT: Content = Content(0x10D);
    /// `subject`, `supplement`, `collab`.
    pub const SUBJECT: Content = Content(0x167);
    /// `std`.
    pub const STANDARD: Content = Content(0x147);
    /// `institution`, `edition`.
    pub const SCRIPTS: Content = Content(0x102);
    /// Inside `ext-link` and `xref`: no link in a link.
    pub const LINKED: Content = Content(0x007);

    /// Whether all of `what` may stand here.
    pub fn has(self, what: Content) -> bool {
        self.0 & what.0 == what.0
    }

    /// Whether a link may be made here, directly or inside a `named-content`.
    pub fn can_link(self) -> bool {
        self.has(Content::OPEN) && self.has(Content::NAMED)
    }

    /// Whether this is inside a link.
    pub fn is_linked(self) -> bool {
        !self.has(Content::OPEN)
    }

    /// What may stand here once this is inside a link.
    pub fn linked(self) -> Content {
        Content(self.0 & !Content::OPEN.0 & !Content::LINK.0 & !Content::XREF.0)
    }

    /// What may stand inside a style or a `named-content` that stands here.
    pub fn inside(self) -> Content {
        if self.has(Content::OPEN) { Content::PARAGRAPH } else { Content::PARAGRAPH.linked() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_never_inside_a_link() {
        assert!(Content::PARAGRAPH.has(Content::LINK) && !Content::PARAGRAPH.has(Content::BREAK));
        assert!(Content::TITLE.has(Content::BREAK));
        assert!(!Content::CITATION.has(Content::XREF) && Content::CITATION.can_link());
        let inside = Content::LINKED.inside();
        assert!(inside.is_linked() && !inside.has(Content::LINK) && !inside.has(Content::XREF) && !inside.can_link());
        assert!(Content::KEYWORD.inside().has(Content::LINK));
        assert!(!Content::AFFILIATION.has(Content::NAMED) && Content::AFFILIATION.has(Content::XREF));
    }
}
