//! LaTeX mathematics into MathML.

/// A formula as MathML. `None` for what cannot be set.
pub fn to_mathml(_tex: &str, _display: bool) -> Option<String> {
    None
}

/// As [`to_mathml`], every name with the prefix `mml:` that JATS uses.
pub fn to_mathml_prefixed(tex: &str, display: bool) -> Option<String> {
    to_mathml(tex, display)
}
