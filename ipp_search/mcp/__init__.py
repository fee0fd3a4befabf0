"""The Model Context Protocol, by which agents ask the records: text in and out, every passage with its citation.

``server`` answers the protocol and is where to start; ``tools`` are what an agent may call, ``asked`` what they take,
``answers`` what they give, ``budget`` how an answer is kept short. It runs over stdio (``cli/mcp.py``) and at ``/mcp``
of the HTTP server. Nothing can be changed through it.
"""
