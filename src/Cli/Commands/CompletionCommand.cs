using System.CommandLine;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em completion</c>: what teaches a shell to complete <c>em</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>Each asks em itself, through System.CommandLine's suggest directive, so that they never lag behind its commands.</summary>
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            _em_complete() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(em "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _em_complete em
            """,
        ["zsh"] =
            """
            #compdef em
            _em() {
              local -a found
              found=("${(@f)$(em "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- $found
              _files
            }
            compdef _em em
            """,
        ["fish"] = """complete --command em --arguments '(em "[suggest:"(commandline --cursor)"]" (commandline) 2>/dev/null)'""",
        ["pwsh"] =
            """
            Register-ArgumentCompleter -Native -CommandName em -ScriptBlock {
              param($word, $line, $position)
              em "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell to teach." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys.Order(StringComparer.Ordinal)]);
        var command = new Command(
            "completion",
            """
            Prints what teaches a shell to complete em's commands and options. em must be on PATH.
              bash   source <(em completion bash)                      in ~/.bashrc
              zsh    source <(em completion zsh)                       in ~/.zshrc, after compinit
              fish   em completion fish > ~/.config/fish/completions/em.fish
              pwsh   em completion pwsh | Out-String | Invoke-Expression   in $PROFILE
            """)
        {
            shell,
        };
        command.SetAction(result => System.Console.Out.WriteLine(Scripts[result.GetRequiredValue(shell)]));
        return command;
    }
}
