"""Charts: values → SVG, a description and a table. They read in black and white, and say in words what they show."""
