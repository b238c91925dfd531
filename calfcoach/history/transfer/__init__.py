"""The history carried out of the program and into it: files of our own, layouts of others, other machines' ones."""
