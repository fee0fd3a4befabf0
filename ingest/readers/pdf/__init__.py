"""PDF files: ``letters`` and ``glyphs`` read what is printed, ``lines`` its lines, ``blocks`` paragraphs and tables."""
