"""OpenDocument texts: ``reader`` walks the body, ``lists`` counts, ``styles`` tells what is hidden or struck."""
