"""The pages of ``ipp-search serve``: HTML made here, for people who do not live in a terminal.

Start at ``site`` (what the pages need, and their addresses); each other module answers one kind of page, from what
``api.Index`` gives. All state of a page stands in its address. ``frame/`` is what every page stands in.
"""
