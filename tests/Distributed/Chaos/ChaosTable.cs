using System.Globalization;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>What became of each storm, as one Markdown table: <c>TestResults/chaos.md</c> at the root of the repository, written anew by each run of the tests.</summary>
internal sealed class ChaosTable
{
    private const string Head =
        """
        | storm | what was done | s | answers | lost | duplicates | as calm | calls | spoilt by the provider | extra calls | started again |
        |---|---|--:|--:|--:|--:|---|--:|--:|--:|--:|
        """;

    private readonly List<string> _rows = [];

    public string Text => $"{Head}\n{string.Join('\n', _rows)}\n";

    public static string File => Repository.PathOf("TestResults", "chaos.md");

    public void Add(Outcome outcome, Outcome calm)
    {
        var same = outcome.Answers.Sha256 == calm.Answers.Sha256 ? "yes" : "NO";
        _rows.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"| {outcome.Name} | {outcome.Did} | {outcome.Elapsed.TotalSeconds:F1} | {outcome.Answers.Rows} | {outcome.Lost} | {outcome.Answers.Duplicates} | {same} "
            + $"| {outcome.Traffic.Calls} | {outcome.Traffic.Spoilt} | {outcome.ExtraCalls(calm)} ({outcome.ExtraShare(calm):P1}) | {outcome.Restarts} |"));
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, Text);
    }
}
