"""``ipp-search serve``: answers over HTTP, and the command line that asks it.

Start at ``app`` (routes) and ``run`` (the process); ``client`` and ``protocol`` are the command line's end.
"""
