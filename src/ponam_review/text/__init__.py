"""The text: immutable values and what can be said of them without any format. Pure: no file, no clock, no third-party import."""
