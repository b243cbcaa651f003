"""The learnt reader: what a small network adds to the rules, and how its answers become claims."""
