//! ID, IDREF and IDREFS over the whole document (RELAX NG DTD Compatibility, section 5).

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::{Attribute, Node};

use super::datatypes::{Type, tokens};
use super::message::Kind;
use super::validate::MOST;
use super::{Invalid, start_tag};

/// An identifier, the attribute that has it and the start tag of its element.
type Use<'d> = (&'d str, Range<usize>, Node<'d, 'd>);

/// How many identifiers a dangling one is compared with.
const MOST_COMPARED: usize = 1_000;

/// The identifiers of a document and the references to them.
#[derive(Default)]
pub(super) struct Ids<'d> {
    declared: Vec<Use<'d>>,
    used: Vec<Use<'d>>,
}

impl<'d> Ids<'d> {
    /// Keeps an attribute whose value is of the type `of`.
    pub fn add(&mut self, of: Type, node: Node<'d, 'd>, attribute: &Attribute<'d, 'd>) {
        let kept = if of == Type::Id { &mut self.declared } else { &mut self.used };
        // Several ways to read an element may meet the same attribute.
        if kept.last().is_some_and(|(_, range, of)| *range == attribute.range() && *of == node) {
            return;
        }
        kept.extend(tokens(attribute.value()).map(|id| (id, attribute.range(), node)));
    }

    /// Reports identifiers that stand twice, and references to none.
    pub fn report(self, text: &str, found: &mut Vec<Invalid>) {
        let mut first: HashMap<&str, &Use<'_>> = HashMap::new();
        for declared in &self.declared {
            if found.len() >= MOST {
                return;
            }
            if let Some((_, range, _)) = first.get(declared.0) {
                let kind = Kind::DuplicateId { id: declared.0.into() };
                let mut invalid = Invalid::new(declared.1.clone(), start_tag(text, declared.2), kind);
                invalid.related = Some(range.clone());
                found.push(invalid);
            } else {
                first.insert(declared.0, declared);
            }
        }
        for (id, range, node) in &self.used {
            if found.len() >= MOST {
                return;
            }
            if !first.contains_key(id) {
                // In a document with very many identifiers, each of which may be wrong, that would take too long.
                let meant = super::expected::nearest(id, self.declared.iter().take(MOST_COMPARED).map(|(id, ..)| *id));
                let kind = Kind::DanglingIdref { id: (*id).into(), meant: meant.map(Into::into) };
                found.push(Invalid::new(range.clone(), start_tag(text, *node), kind));
            }
        }
    }
}
