//! Curricle turns a folder of Markdown lessons into a linked site, workbooks, handouts and guides.
//!
//! The stages, in the order in which imports may run (see `ARCHITECTURE.md`):
//! [`files`] → [`parse`] → [`document`] → [`overlay`] → [`curriculum`] → [`edition`] → [`check`] → [`site`] →
//! [`render`] → [`publish`], [`hosting`] or [`serve`]. Each is a function from values to values; only `files` reads and only `publish`
//! writes.

pub mod build;
pub mod check;
pub mod cli;
pub mod curriculum;
pub mod diagnostic;
pub mod document;
pub mod drift;
pub mod edition;
pub mod files;
pub mod hosting;
pub mod inputs;
pub mod overlay;
pub mod parallel;
pub mod parse;
pub mod publish;
pub mod render;
pub mod serve;
pub mod site;
pub mod starter;
pub mod theme;
