# Rust is all that this needs, but for what is about editors: that needs Node and Python too, and installs the rest by itself.
.PHONY: demo test test-editors screenshots vsix lint bench

# What an editor shows while a letter is being written.
demo:
	cargo run --release -- demo

# All tests: the server over real pipes, then inside real editors.
test:
	cargo test
	$(MAKE) test-editors

# A review played in VS Code, Neovim and other editors; pictures of it go to target/editor-shots.
test-editors:
	cargo build --profile test
	tests/editors/run.sh target/debug/imr-ls

# The pictures of the README, taken in a real VS Code.
screenshots:
	cargo build --release
	tests/editors/screenshots.sh target/release/imr-ls docs/images

# The extension for VS Code with the server inside.
vsix: editors/vscode/node_modules
	cargo build --release
	editors/vscode/package.sh target/release/imr-ls target/imr-ls.vsix

editors/vscode/node_modules: editors/vscode/package-lock.json
	cd editors/vscode && npm ci --loglevel=error && touch node_modules

lint:
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings

# How long a keystroke takes, beside the protocol's floor; the figures go to docs/performance.md.
bench:
	cargo bench --bench latency -- --write docs/performance.md
