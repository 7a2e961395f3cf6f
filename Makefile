# What one types here. Each target is one command of the `bottleneck` program, after a check of what it needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Where a copy of the data sets lies: a folder, or an address. Asked before the public sources.
ifneq ($(wildcard ../shared/datasets/.),)
DATA_MIRROR ?= $(abspath ../shared/datasets)
endif
ifdef DATA_MIRROR
export DATA_MIRROR
endif

# The + passes the job server of `make -j` on, and would have make -n run the line.
unless_dry = $(if $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),echo )
# `make reproduce JOBS=1`; without it, as many stages at once as there are cores. HERMETIC=1 keeps each stage from what it has not declared.
run_options = $(if $(JOBS),--jobs $(JOBS))
hermetic = $(if $(HERMETIC),--hermetic)

BUILD := scripts/build-program.sh
BOTTLENECK := .build/bottleneck
SOURCES := Sources Tests Plugins Benchmarks Fuzzing Package.swift

.PHONY: help deps build test test-sanitize test-arm64 test-page fuzz lint benchmark bench bench-codecs bench-peers bench-pipeline reproduce verify quick demo stage tables figures figures-pdf paper paper-check pdf page metrics durations bundle clean distclean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

deps: ## install the system packages that are missing
	@scripts/install-system-packages.sh

build: deps ## build the program (release)
	@echo "Building"
	@$(BUILD) bottleneck

# Without testable imports the tests share the build of the program; with them everything is compiled a second time. That a test begins is not
# told, as there are thousands of them; it stands in .build/test.log.
test: deps ## run all tests
	@echo "Testing"
	@mkdir -p .build
	@swift test -c release --disable-xctest --disable-testable-imports 2>&1 | tee .build/test.log | sed -u '/^◇ /d'

# The C kernels alone, at every level of this CPU.
test-sanitize: deps ## run the kernels under AddressSanitizer and UndefinedBehaviorSanitizer
	@echo "Running the kernels under sanitizers"
	@scripts/test-kernels.sh sanitize

test-arm64: deps ## compile the kernels for arm64, run them with qemu, and compare the bits
	@echo "Comparing the kernels' bits with those of arm64"
	@scripts/test-kernels.sh arm64

test-page: page ## open page and paper in Chromium without a window, click through both, and take pictures on wide and narrow windows: make test-page [PICTURES=no]
	@$(BOTTLENECK) paper
	@echo "Clicking through the page and the paper"
	@scripts/test-page.sh $(if $(filter no,$(PICTURES)),--without-pictures)

fuzz: deps ## give every reader of foreign bytes mutated ones: make fuzz [SECONDS=60] [READER=rans]
	@echo "Fuzzing"
	@scripts/fuzz.sh $(or $(SECONDS),60) $(READER)

lint: ## check the formatting of all Swift code
	@echo "Checking the formatting"
	@swift format lint --strict --recursive $(SOURCES)

# `make bench ONLY=gemm JSON=1 ROUNDS=3`: only the rows reach standard output.
bench_options = $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(JSON),--json)

benchmark:
	@scripts/install-system-packages.sh >&2
	@$(BUILD) benchmark >&2

bench: benchmark ## time kernels and training steps: make bench [ONLY=gemm|conv|elementwise|train|codec] [JSON=1]
	@.build/benchmark measure $(bench_options)

bench-codecs: benchmark ## how long the codecs take for a picture; writes Benchmarks/CODECS.md and experiments/codec-times.csv
	@.build/benchmark measure --only codec $(if $(ROUNDS),--rounds $(ROUNDS)) --results .build/codecs.json \
	    --date "$$(date -u +%Y-%m-%d)" --compiler "$$(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p')"
	@.build/benchmark report .build/codecs.json >.build/CODECS.md
	@mv .build/CODECS.md Benchmarks/CODECS.md
	@scripts/codec-times.sh Benchmarks/CODECS.md >.build/codec-times.csv
	@mv .build/codec-times.csv experiments/codec-times.csv
	@echo "The table is in Benchmarks/CODECS.md" >&2

bench-peers: benchmark ## the same beside oneDNN, OpenBLAS and PyTorch, as ratios; writes Benchmarks/RESULTS.md
	@scripts/bench-peers.sh $(bench_options)

# The product too, for its cold start.
bench-pipeline: ## the runner beside ninja, make, Snakemake and DVC: make bench-pipeline [ONLY=no-op|leaf|root|everything|figures] [JSON=1]; writes Benchmarks/PIPELINE.md
	@scripts/install-system-packages.sh >&2
	@$(BUILD) bottleneck >&2
	@$(BUILD) pipeline-benchmark >&2
	@scripts/bench-pipeline.sh $(bench_options)

reproduce: build ## everything, as the papers did it: data, training, tables, figures, database, paper, page
	@echo "Reproducing all results; what is up to date is not run again"
	+@$(unless_dry)$(BOTTLENECK) run $(run_options) $(hermetic)
	@$(BOTTLENECK) paper
	@$(BOTTLENECK) page

verify: build ## make everything anew in a scratch folder, and compare byte by byte with results/results.lock: make verify [SAMPLE=5]
	@echo "Verifying results/results.lock"
	@$(BOTTLENECK) verify $(if $(SAMPLE),--sample $(SAMPLE)) $(run_options)

quick: build ## everything on real data, with short training; results in out/quick/
	@echo "Running everything with short training"
	+@$(unless_dry)$(BOTTLENECK) run --profile quick $(run_options) $(hermetic)
	@$(BOTTLENECK) paper --profile quick
	@$(BOTTLENECK) page --profile quick
	@echo "The results are in out/quick/"

demo: build ## everything on drawn data, without a network; results in out/demo/
	@echo "Running everything on drawn data"
	+@$(unless_dry)$(BOTTLENECK) run --profile demo $(run_options) $(hermetic)
	@$(BOTTLENECK) paper --profile demo
	@$(BOTTLENECK) page --profile demo
	@echo "The results are in out/demo/, and every table and figure there says that its data are synthetic"

stage: ## one stage and what it needs: make stage STAGE='ercan/train[code=36]' [FORCE=1] [PROFILE=quick]
	@if [ -z "$${STAGE:-}" ]; then \
	    echo "make stage: which one? For example: make stage STAGE='ercan/evaluate[recipe=paper,code=36,replicate=0]' FORCE=1" >&2; \
	    exit 2; \
	fi
	@$(MAKE) build
	+@$(unless_dry)$(BOTTLENECK) run "$${STAGE}" $(if $(FORCE),--force) $(if $(PROFILE),--profile $(PROFILE)) $(run_options)

tables: build ## the tables, from the published measurements; never trains
	@echo "Making the tables"
	+@$(unless_dry)$(BOTTLENECK) run 'report/table*' $(run_options)

figures: build ## the figures, from the published measurements; never trains
	@echo "Drawing the figures"
	+@$(unless_dry)$(BOTTLENECK) run 'report/figure*' $(run_options)

figures-pdf: ## each figure as PDF beside its SVG, for LaTeX: make figures-pdf [FIGURE=feng-accuracy]; installs Chromium
	@scripts/make-figure-pdfs.sh $(FIGURE)

paper: build ## weave numbers and tables into paper.md, and make HTML of it, and PDF where Chromium is installed
	@echo "Weaving paper.md"
	@$(BOTTLENECK) paper
	@scripts/make-pdf.sh --where-possible

pdf: build ## print results/report/paper.pdf; installs Chromium
	@echo "Printing the paper"
	@$(BOTTLENECK) paper
	@scripts/make-pdf.sh

paper-check: build ## fail where paper.md is not what the measurements give
	@echo "Checking paper.md"
	@$(BOTTLENECK) paper --check

page: build ## write results/report/index.html, the report for a browser, from the published measurements
	@echo "Writing the page"
	@$(BOTTLENECK) page

metrics: build ## rebuild results/metrics.sqlite from the published measurements
	@echo "Building results/metrics.sqlite"
	@$(BOTTLENECK) metrics

bundle: build ## pack the results behind the report into one archive, for readers and other clones: make bundle [OUT=results.tar]
	@echo "Packing the results"
	@$(BOTTLENECK) metrics >&2
	@$(BOTTLENECK) bundle --output $(or $(OUT),results.tar)

durations: build ## record how long each stage took here, for the estimates of other machines
	@echo "Recording how long the stages took in experiments/durations.csv"
	@$(BOTTLENECK) durations --output experiments/durations.csv

clean: ## remove the build and the results of quick and demo; trained models stay in the store
	@echo "Removing .build/ and out/"
	@rm -rf .build out

distclean: clean ## also remove the store: all downloads and trained models
	@echo "Removing .bottleneck/ and results/metrics.sqlite"
	@rm -rf .bottleneck results/metrics.sqlite results/metrics.sqlite-shm results/metrics.sqlite-wal
