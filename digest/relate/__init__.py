"""Between reading and arranging: which stories are like which."""
