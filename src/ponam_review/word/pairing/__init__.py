"""The redline of two Word files: built on the new one's package, from the original XML of both."""
