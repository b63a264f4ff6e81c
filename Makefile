# Rust is all that this needs, but for what is about editors: that needs Node and Python too, and installs the rest by itself.
.PHONY: demo test test-editors screenshots vsix lint deny bench fuzz soak

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

# In the profile of tests, so that what crates build of other languages is built once for both.
lint:
	cargo fmt --check
	cargo clippy --profile test --all-targets -- -D warnings

# What this is built of: licences, sources, duplicates, known faults. It needs `cargo install cargo-deny`, which fetches the list
# of known faults; without a network say `make deny DENY="licenses bans sources"`.
DENY = all

deny:
	cargo deny check $(DENY)

# How long a keystroke takes, beside the protocol's floor and servers for other languages; the figures go to docs/performance.md.
bench:
	benches/peers.sh target/peers
	cargo bench --bench latency -- --peers target/peers --write docs/performance.md
	cargo bench --bench latency -- instructions --sizes 5K,50K,500K --write docs/performance.md

# What holds for any text and any bytes, for as long as one likes: `make fuzz EACH=3600` takes seven hours. It needs
# `cargo install cargo-fuzz`, and the compiler's unstable flags. The code is free of unsafe blocks, so no sanitizer slows it down.
EACH = 900
FUZZ_TARGETS = parse reparse citation mend settings catalogue server

fuzz:
	cargo test --test properties -- --ignored seeds_of_fuzzing
	for target in $(FUZZ_TARGETS); do \
	  RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none $$target -- -max_total_time=$(EACH) -max_len=6000 -timeout=20 || exit 1; \
	done

# A million messages of a client that does anything, where the tests send some thousands.
soak:
	SOAK_MESSAGES=1000000 cargo test --test protocol whatever_a_client_does -- --nocapture
