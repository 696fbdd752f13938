"""A desk's figures: counted, told in words, drawn as a chart, written into tables."""
