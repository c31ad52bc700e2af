# Thin names for `python3 -m hosts`; ARGS go to the program behind, e.g. make test ARGS="-k oauth"
PYTHON ?= python3
ARGS ?=

.PHONY: demo test test-browser lint bench soak saleor-tests

# Orders from a simulated Allegro in each Saleor found (SALEOR as below), else in a rehearsal shop.
demo:
	@$(PYTHON) -m hosts demo $(ARGS)

# All tests, in every Saleor found: SALEOR=path[:path] names checkouts, SALEOR=none none.
# ARGS=--everything plays the demo and runs the browser tests beside them.
test:
	@$(PYTHON) -m hosts test $(ARGS)

# The pages in Saleor's dashboard, in this machine's Chromium, on every Saleor found.
# ARGS="--screenshots FOLDER" keeps pictures of them, ARGS="--stay" opens a shop to look around in.
test-browser:
	@$(PYTHON) -m hosts test-browser $(ARGS)

lint:
	@$(PYTHON) -m hosts lint

# Importing beside Saleor's own orderBulkCreate, some minutes, and the dashboard's list of 10,000
# orders; ARGS="--help" says what can be varied.
bench:
	@$(PYTHON) -m hosts bench $(ARGS)

# Random walks with killed workers, seed after seed; ARGS="--seed 7" walks one of them again.
soak:
	@$(PYTHON) -m hosts soak $(ARGS)

# Saleor's own tests of plugins and orders, without us and beside us; ARGS="--quick" for a few.
saleor-tests:
	@$(PYTHON) -m hosts saleor-tests $(ARGS)
