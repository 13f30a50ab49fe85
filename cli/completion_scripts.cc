#include "cli/completion_scripts.h"

namespace calls::cli {

// bash takes a word apart at an equals sign; what stands before it is on the line already, and must
// not come a second time.
const std::string_view bash_completion =
    R"sh(# callctl in bash. In ~/.bashrc: eval "$(callctl completion bash)"
_callctl() {
    local line=${COMP_LINE:0:COMP_POINT} candidate
    local partial=${line##*[[:space:]]}
    local kept=$partial
    local -a words
    read -ra words <<<"$line"
    [[ -n $partial ]] || words+=("")
    [[ $COMP_WORDBREAKS != *=* ]] || kept=${kept##*=}
    COMPREPLY=()
    while IFS=$'\t' read -r candidate _; do
        if [[ $candidate == :files ]]; then
            compopt -o default
        else
            COMPREPLY+=("${candidate:${#partial}-${#kept}}")
        fi
    done < <("$1" __complete "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}
complete -F _callctl callctl
)sh";

const std::string_view zsh_completion = R"sh(#compdef callctl
# callctl in zsh. As a file _callctl in a folder of $fpath, or in ~/.zshrc, behind compinit:
# eval "$(callctl completion zsh)"
_callctl() {
    local line files=0
    local -a found
    for line in "${(@f)$(callctl __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        if [[ $line == :files ]]; then
            files=1
        elif [[ -n $line ]]; then
            found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        fi
    done
    (( ! $#found )) || _describe -t values callctl found
    (( ! files )) || _files
}
if [[ $funcstack[1] == _callctl ]]; then
    _callctl "$@"
else
    compdef _callctl callctl
fi
)sh";

const std::string_view fish_completion =
    R"sh(# callctl in fish. As a file ~/.config/fish/completions/callctl.fish
function __callctl_complete
    set -l words (commandline -opc)
    set -l partial (commandline -ct)
    callctl __complete $words[2..-1] "$partial" 2>/dev/null | while read -l line
        if test "$line" = ":files"
            __fish_complete_path "$partial"
        else
            echo $line
        end
    end
end
complete -c callctl -f -a '(__callctl_complete)'
)sh";

}  // namespace calls::cli
