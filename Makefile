# Everything here needs Rust and nothing else.
.PHONY: demo test lint bench

# What an editor shows while a letter is being written.
demo:
	cargo run --release -- demo

# All tests, the server over real pipes among them.
test:
	cargo test

lint:
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

# How long a keystroke takes, beside the protocol's floor; the figures go to docs/performance.md.
bench:
	cargo bench --bench latency -- --write docs/performance.md
