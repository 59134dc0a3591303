//! Reporters: diagnostics shown at their places in the manuscript.

pub mod human;
pub mod visible;
pub mod window;
