# Letters in Kakoune with kakoune-lsp 18 or newer. In your kakrc, behind the line `eval %sh{kak-lsp}`, write
# `source PATH/imr.kak` with the path of this file. `imr-ls` has to be in the PATH.
# In any other text, type `:set-option buffer filetype imr`.

hook global BufCreate (.*\.imr(\.txt)?|(.*/)?CM\d\d-[^/]*\.txt) %{
    set-option buffer filetype imr
}

hook global BufSetOption filetype=imr %{
    set-option buffer lsp_servers %{
        [imr-ls]
        root_globs = ["imr.toml", ".git", ".hg"]
        args = ["server"]
    }
}

hook global WinSetOption filetype=imr %{
    add-highlighter window/imr-wrap wrap -word
    lsp-enable-window
}
