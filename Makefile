# One command from a bare machine: every target that needs something sets it up first (tools/setup.sh).
# PYTHON=… chooses the interpreter of the .venv; ARGS="…" goes to the program, to pytest or to the bench.
# What is installed is what requirements/*.txt lock.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-newest lint texts keys lock upgrade bench screens package test-package release clean
SHELL := /bin/sh
VENV := .venv/bin
# The tests start hundreds of programs; each would compile all its modules again.
unexport PYTHONDONTWRITEBYTECODE

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

setup:  ## install everything: system libraries (apt), .venv, the project and what its tests need
	@sh tools/setup.sh all

run:  ## start the program: make run ARGS="run donkey-calf-raise"
	@sh tools/setup.sh run
	@$(VENV)/python -m calfcoach $(ARGS)

test: setup  ## run the tests: make test ARGS="-k tempo"
	@$(VENV)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

test-newest:  ## run the tests with the newest versions that pyproject.toml allows, in .venv-newest
	@sh tools/setup.sh newest
	@.venv-newest/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

lint: setup  ## ruff (rules and format), mypy, import-linter
	@status=0; \
	$(VENV)/ruff check . || status=1; \
	$(VENV)/ruff format --check . || status=1; \
	$(VENV)/mypy || status=1; \
	$(VENV)/lint-imports || status=1; \
	exit $$status

texts: setup  ## collect the texts for translators, bring the catalogues up to date, check them
	@$(VENV)/python -m tools.texts $(ARGS)

keys: setup  ## write the table of keys and states into the user guide
	@$(VENV)/python -m tools.key_table $(ARGS)

lock: setup  ## lock what pyproject.toml newly asks for; what is locked already keeps its version
	@sh tools/lock.sh

upgrade: test-newest setup  ## lock the newest versions that pyproject.toml allows, once the tests pass with them
	@sh tools/lock.sh --upgrade

bench: setup  ## measure: make bench ARGS="render"
	@$(VENV)/python -m benchmarks $(ARGS)

screens: setup  ## draw every screen and figure: make screens ARGS="--named" the thirty that tell most alone
	@$(VENV)/python -m tools.screens $(ARGS)

package:  ## build wheel, sdist, the application in one folder and the Debian package into dist/
	@sh tools/setup.sh package
	@$(VENV)/python -m tools.package $(ARGS)

test-package:  ## prove the Debian package on bare machines (needs root), and have it validated
	@sh tools/setup.sh package
	@$(VENV)/python -m tools.package.prove $(ARGS)

release:  ## make a release: make release ARGS="0.2.0"
	@sh tools/setup.sh package
	@$(VENV)/python -m tools.package.release $(ARGS)

clean:  ## remove the .venv and everything that can be made again
	@rm -rf .venv .venv-newest build dist screens .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
