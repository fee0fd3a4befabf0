"""Documents as they are checked: read whole, with what their page does not show told as such.

The readers of records drop what is hidden, crossed out or beside the text; here each of these is a block of its own
that says what it is, so that nothing a document holds is passed over. Start at ``ipp_search.output.drafts.read_draft``.
"""
