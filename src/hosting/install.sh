# CURRICLE_ARCHIVE: the address of the program for Linux, the .tar.gz of a release.
# CURRICLE_SHA256: its checksum, as the release says it. A program that was changed is not started.
curl --fail --silent --show-error --location --output curricle.tar.gz "$CURRICLE_ARCHIVE"
echo "$CURRICLE_SHA256  curricle.tar.gz" | sha256sum --check
mkdir -p "$HOME/curricle"
tar --extract --gzip --strip-components=1 --directory "$HOME/curricle" --file curricle.tar.gz
