"""YAML files ↔ domain: reading, judging, linting. Knows no screen, no sound and no session."""
