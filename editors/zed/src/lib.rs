//! Starts the server in Zed.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{Command, Extension, LanguageServerId, Result, Worktree, register_extension};

struct Letters;

impl Extension for Letters {
    fn new() -> Self {
        Letters
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?;
        let path = settings.binary.and_then(|binary| binary.path).or_else(|| worktree.which("imr-ls"));
        let command = path.ok_or("imr-ls is not found in the PATH")?;
        Ok(Command { command, args: vec!["server".to_owned()], env: worktree.shell_env() })
    }
}

register_extension!(Letters);
