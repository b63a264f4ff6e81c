# Opens letters in a real Kakoune without kakoune-lsp: whether it would be started is only noted.
declare-option str lsp_servers
declare-option str played
define-command lsp-enable-window %{
    set-option -add global played "%val{bufname} %opt{filetype} "
}
define-command play %{
    edit a.imr
    edit b.imr.txt
    edit CM14-0000001.txt
    edit notes.txt
    evaluate-commands %sh{
        wanted='a.imr imr b.imr.txt imr CM14-0000001.txt imr '
        if [ "$kak_opt_played" = "$wanted" ]; then
            echo "  letters known, and told to kakoune-lsp" >played
            echo 'quit!'
        else
            echo "kakoune: not these letters alone are known: $kak_opt_played" >played
            echo 'quit! 1'
        fi
    }
}
