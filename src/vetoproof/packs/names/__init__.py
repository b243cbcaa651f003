"""Tables about names and the facts beside them: reviewed data, each with its source and limitation."""
