"""What is sent out for a consultation: one folder of files, each of which can come back by itself."""
