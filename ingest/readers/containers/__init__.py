"""Files that hold others: mail with attachments, archives. ``members`` finds and takes out what is in one."""
