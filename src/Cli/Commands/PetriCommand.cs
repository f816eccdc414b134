using System.CommandLine;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em petri</c>: the miniature provider by itself.</summary>
internal static class PetriCommand
{
    public static Command Create() => new("petri", "The miniature provider: tiny models of a toy world, trained on this machine's CPU.")
    {
        PretrainCommand.Create(),
        ServeCommand.Create(),
    };
}
