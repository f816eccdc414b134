using System.CommandLine;
using EmergentMisalignment.Cli.Commands;

namespace EmergentMisalignment.Unit.Cli;

/// <summary>What holds of every command.</summary>
public sealed class CommandTreeTests
{
    /// <summary>They print a script, weights that a person watches, and addresses that a person opens.</summary>
    private static readonly HashSet<string> ForPeopleOnly = ["completion", "console", "pretrain", "serve"];

    private static IEnumerable<Command> Commands => Below(EmCommand.Create());

    private static IEnumerable<Command> Runnable => Commands.Where(command => command.Action is not null && command is not RootCommand);

    [Fact]
    public void Programs_can_read_what_any_command_says()
    {
        Assert.Equal(ForPeopleOnly.Order(), Runnable.Where(command => command.Options.All(option => option.Name != "--json")).Select(command => command.Name).Order());
        Assert.True(Runnable.Count() > 20);
    }

    [Fact]
    public void Whatever_can_be_given_says_what_it_is()
    {
        var given = Commands.SelectMany(command => command.Arguments.Cast<Symbol>().Concat(command.Options).Prepend(command));
        Assert.All(given, symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), symbol.Name));
    }

    [Theory]
    [InlineData("em pla", "plan")]
    [InlineData("em errors re", "requeue")]
    [InlineData("em completion z", "zsh")]
    [InlineData("em plan x.yaml --da", "--data")]
    public async Task A_shell_is_told_how_a_line_can_go_on(string line, string goesOn)
    {
        var output = new StringWriter();

        var code = await EmCommand.Create().Parse([$"[suggest:{line.Length}]", line]).InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains(goesOn, output.ToString().Split('\n', StringSplitOptions.TrimEntries));
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);
}
