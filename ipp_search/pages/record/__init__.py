"""One record in a browser: read as it was set out, corrected, and put beside another version or meeting."""
