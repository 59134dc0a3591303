//! Romanisation of Russian, Belarusian and Ukrainian: the usual systems, and a romanised word beside the word that it was
//! made from.
//!
//! The systems: BS 2979:1958 (as journals set it, without diacritics), BGN/PCGN 1947, GOST 7.79-2000 (ISO 9:1995) in both
//! its columns, GOST R 52535.1-2006, ALA-LC, the Belarusian instruction of 2000 in its wording of 2007, and the Ukrainian
//! resolution 55 of 2010.

mod align;
mod system;

pub use align::{Alignment, Choice, Key, align, near, normal};
pub use system::{System, romanise};
