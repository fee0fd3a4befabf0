"""What words and columns tell: dates, labels, people, column heads.

Pure functions of text, without state or files, used by readers and by the rules of minutes alike. Start at ``labels``.
"""
