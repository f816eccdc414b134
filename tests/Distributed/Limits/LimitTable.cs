using System.Globalization;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Limits;

/// <summary>The figures, as the test prints them and leaves them in <c>TestResults/limits.md</c>.</summary>
internal static class LimitTable
{
    private const string Head = "| provider | time | limit /s | accepted /s | of the limit | 429s |\n|---|---|---|---|---|---|\n";

    private static readonly Lock Writing = new();
    private static readonly SortedDictionary<string, IReadOnlyList<Sample>> Measured = [];

    public static string Add(string provider, IReadOnlyList<Sample> samples)
    {
        lock (Writing)
        {
            Measured[provider] = samples;
            Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults"));
            File.WriteAllText(Path.Combine(Repository.Root, "TestResults", "limits.md"), Head + string.Concat(Measured.SelectMany(pair => pair.Value.Select(sample => Row(pair.Key, sample)))));
            return Head + string.Concat(samples.Select(sample => Row(provider, sample)));
        }
    }

    private static string Row(string provider, Sample sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {provider} | {sample.Phase} | {sample.Limit:0} | {sample.PerSecond:0.0} | {sample.OfLimit:P1} | {sample.Share429:P2} |\n");
}
