//! Reporters: diagnostics shown at their places in the manuscript.
