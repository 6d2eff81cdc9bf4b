"""From drawings to pixels with Skia, and to PDF."""
