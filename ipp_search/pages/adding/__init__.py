"""Adding records from a browser: files are sent, what was understood is looked over and corrected, then indexed.

Start at ``routes``; ``batches`` keeps the files that were sent, ``jobs`` runs what takes time.
"""
