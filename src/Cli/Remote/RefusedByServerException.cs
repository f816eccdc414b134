namespace EmergentMisalignment.Cli.Remote;

/// <summary>The Console understood what was asked and does not do it; the message is its sentence.</summary>
internal sealed class RefusedByServerException(string message, IReadOnlyList<string> problems) : Exception(message)
{
    /// <summary>All that is wrong, where the sentence is only the first of several.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
