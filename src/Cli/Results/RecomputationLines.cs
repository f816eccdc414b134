using EmergentMisalignment.Sweeps.Lineage;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Why something was computed again, in lines.</summary>
internal static class RecomputationLines
{
    private const int MostRuns = 4;

    public static void Write(IAnsiConsole console, IReadOnlyList<Recomputation> recomputations)
    {
        foreach (var recomputation in recomputations)
        {
            console.WriteLine($"{Runs(recomputation.Runs)}{(recomputation.Earlier is { } earlier ? $", against {earlier}" : "")}:");
            foreach (var sentence in recomputation.Sentences)
                console.WriteLine($"  {sentence}");

            foreach (var difference in recomputation.Differences.Where(difference => difference.BeforeKey is not null && difference.AfterKey is not null))
                console.WriteLine($"  {LineageWords.NameOf(difference.Stage)}: {difference.BeforeKey} -> {difference.AfterKey}");
        }
    }

    private static string Runs(IReadOnlyList<string> runs) => runs.Count <= MostRuns
        ? string.Join(", ", runs)
        : $"{string.Join(", ", runs.Take(MostRuns))} and {runs.Count - MostRuns} more";
}
