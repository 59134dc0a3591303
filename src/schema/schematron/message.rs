//! Texts of assertions and diagnostics, with names and values filled in.

use super::Fault;
use super::raw::Piece;
use super::scope::failed;
use crate::schema::xpath::{Expression, Focus, Host, Tree, Value, collapse};

/// A text; its expressions with what is written.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) pieces: Vec<Piece<(Expression, String)>>,
}

/// A `diagnostic`.
#[derive(Clone, Debug)]
pub(super) struct DiagnosticText {
    pub(super) id: String,
    pub(super) lang: Option<String>,
    pub(super) role: Option<String>,
    pub(super) message: Message,
}

impl Message {
    /// The text for a node.
    pub(super) fn fill<'a>(&self, tree: &Tree<'a>, focus: Focus, host: &dyn Host<'a>) -> Result<String, Fault> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Name(None) => text.push_str(&tree.qualified_name(focus.node)),
                Piece::Name(Some((path, written))) => {
                    if let Value::Nodes(nodes) = path.evaluate(tree, focus, host).map_err(failed(written))?
                        && let Some(node) = nodes.first()
                    {
                        text.push_str(&tree.qualified_name(*node));
                    }
                }
                Piece::Value((select, written)) => {
                    let value = select.evaluate(tree, focus, host).and_then(|value| value.string(tree));
                    text.push_str(&value.map_err(failed(written))?);
                }
            }
        }
        tree.spend(1 + text.len()).map_err(failed("a message"))?;
        Ok(collapse(&text))
    }
}
