"""Ship traffic made by rule of what ships do, with the truth beside it: gold for finders of events. See README.md."""
