"""What several tests need: writers of every format, harnesses, servers, short ways."""
