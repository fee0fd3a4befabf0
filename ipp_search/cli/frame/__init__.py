"""What all commands share: options, where answers go, what was written, and a server that may answer instead."""
