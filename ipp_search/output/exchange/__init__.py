"""What other programs open: spreadsheets, calendars, reference managers."""
