"""H.264 streams below the encoder: copied pictures, bands and hints."""
