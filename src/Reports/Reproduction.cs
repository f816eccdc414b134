namespace EmergentMisalignment.Reports;

/// <summary>What a reader needs to get the same numbers again; the manifest holds the keys and hashes behind it.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="Versions">Name and version of what computed the sweep, such as the program, the runtime and the endpoint's models.</param>
public sealed record Reproduction(string Command, int Seed, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>The answers' Parquet file, relative to the report.</summary>
    public string AnswersFile { get; init; } = "answers.parquet";
}
