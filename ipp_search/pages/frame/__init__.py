"""What every page stands in: the templates, addresses that carry state, forms that only our own pages can send."""
