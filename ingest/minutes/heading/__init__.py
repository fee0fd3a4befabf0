"""Which blocks are headings: by the ``evidence`` of the whole record, numbers as members of their sequence."""
