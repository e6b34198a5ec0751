//! Files in one archive.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What the first file of an EPUB says: by it readers know one.
const MIMETYPE: &str = "application/epub+zip";

/// Where readers look for the package.
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// An EPUB with `files` in their order, by their paths beside the package.
///
/// # Errors
///
/// A sentence when a file cannot be put in.
pub fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, String> {
    write(files).map_err(|error| format!("the e-book cannot be put together: {error}"))
}

fn write(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    // Every file is of the same moment, so that the same book is the same bytes.
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let stored = packed.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("mimetype", stored)?;
    archive.write_all(MIMETYPE.as_bytes())?;
    archive.start_file("META-INF/container.xml", packed)?;
    archive.write_all(CONTAINER.as_bytes())?;
    for (path, bytes) in files {
        archive.start_file(format!("EPUB/{path}"), packed)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
