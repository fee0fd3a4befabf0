"""Words of the full text: how they are cut and folded (``analyzer``, ``folding``), acronyms, what a heading names."""
