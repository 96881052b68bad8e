"""What a returned copy holds, in order: every piece of text with the readings it stands in and who changed it, and where comments stand."""
