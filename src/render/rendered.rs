//! A rendered file, as it waits to be published.

use std::borrow::Cow;
use std::io;

use sha2::{Digest, Sha256};

/// A rendered file: what is known of it, and where its bytes are.
pub struct Rendered {
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// How many bytes it has.
    pub length: usize,
    /// Name of all that it was made of, where it takes long to make; see [`super::key`].
    pub key: Option<String>,
    /// Whether it was found at its address in a folder that is published.
    pub is_published: bool,
    content: Content,
}

enum Content {
    Here(Vec<u8>),
    Away(Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>),
}

impl Rendered {
    /// A file whose bytes are not held in memory: `fetch` gives them again.
    pub fn away(bytes: &[u8], fetch: impl Fn() -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self::of(hash(bytes), bytes.len(), Content::Away(Box::new(fetch)))
    }

    fn of(hash: String, length: usize, content: Content) -> Self {
        Self {
            hash,
            length,
            key: None,
            is_published: false,
            content,
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// When they are on a disk, and it refuses.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Here(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Away(fetch) => fetch().map(Cow::Owned),
        }
    }
}

impl From<Vec<u8>> for Rendered {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of(hash(&bytes), bytes.len(), Content::Here(bytes))
    }
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Two digits a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
