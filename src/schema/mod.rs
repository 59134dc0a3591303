//! Schemas: what is run over a JATS document, whether offprint wrote it or a user gave it.

pub mod relax_ng;
