"""Makes what people install: wheel, sdist, the application in one folder, the Debian package. `make package`."""
