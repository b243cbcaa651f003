"""Charts as pure functions: numbers and dates in, SVG out. Colours and fonts come from the style sheet by class name."""
