"""Word files: ``reader`` walks the body, ``words`` reads a paragraph, ``styles`` and ``numbering`` tell the rest."""
