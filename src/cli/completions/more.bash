
# Options are for who has begun one: otherwise commands and values are offered, or else what can
# stand there: folders, nothing, or files.
# Bash parts words at `=`, so in `--set matter=re` and `--lang=z` the value stands alone.
_chabudao_words() {
    local cur="$2" prev="$3" name="" at=$COMP_CWORD word words=() cmd=""
    [[ ${COMP_WORDS[at]} == "=" ]] && at=$((at + 1))
    if [[ ${COMP_WORDS[at-1]} == "=" ]]; then
        prev="${COMP_WORDS[at-2]}"
        if [[ $prev != -* ]]; then
            name="$prev="
            prev="${COMP_WORDS[at-3]}"
        fi
    fi
    _chabudao "$1" "$name$cur" "$prev"
    [[ $cur == -* ]] && return
    for word in "${COMPREPLY[@]}"; do
        [[ $word == -* ]] || words+=("${word#"$name"}")
    done
    COMPREPLY=("${words[@]}")
    if [[ ${#words[@]} -eq 0 ]]; then
        local IFS=$'\n' kind=-f
        if [[ $_chabudao_folders == *" $prev "* || $_chabudao_folders == *" $cmd "* ]]; then
            kind=-d
        elif [[ $_chabudao_nothing == *" $cmd "* ]]; then
            kind=""
        fi
        # Else bash lists files by itself where it is given nothing.
        [[ $kind == -f ]] || compopt +o bashdefault +o default 2>/dev/null
        [[ -n $kind ]] || return
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen $kind -- "$cur"))
    fi
}
complete -F _chabudao_words -o bashdefault -o default chabudao
