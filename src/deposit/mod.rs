//! Deposits: the files that repositories, indexes and reference managers take.

pub mod bibliography;
