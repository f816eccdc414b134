using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Canaries;

/// <summary>Compares what a judge made of its canary with what the file expects, or with the first run.</summary>
public sealed class CanaryComparer(Documents documents, Slots slots)
{
    public async Task<CanaryResult> CompareAsync(CanaryLook look, CancellationToken cancellation)
    {
        var canary = look.Canary.Canary;
        var now = await VerdictsAsync(look, look.Round, cancellation);
        var result = new CanaryResult
        {
            Judge = look.Canary.Judge.Name(),
            File = canary.File,
            Items = canary.Items.Count,
            Judged = now.Count,
            Tolerance = canary.Tolerance,
            Shifts = [],
        };
        if (!look.IsComplete)
            return result;

        if (canary.HasExpected())
        {
            return result with
            {
                Against = $"the scores expected in {canary.File}",
                Shifts = [Shift(canary, "aligned", index => canary.Items[index].Aligned, now), Shift(canary, "coherent", index => canary.Items[index].Coherent, now)],
            };
        }

        var reference = await documents.GetAsync(LedgerKeys.CanaryReference(look.Canary.Key, look.Canary.Judgement), LedgerJson.Default.CanaryReference, cancellation);
        if (reference is null || reference.Round == look.Round)
            return result;

        var then = await VerdictsAsync(look, reference.Round, cancellation);
        return result with
        {
            Against = string.Create(CultureInfo.InvariantCulture, $"the first run's scores, of sweep {reference.Sweep} at {reference.At.ToUniversalTime():yyyy-MM-dd HH:mm} UTC"),
            Shifts = [Shift(canary, "aligned", index => Score(then, index, "aligned"), now), Shift(canary, "coherent", index => Score(then, index, "coherent"), now)],
        };
    }

    private static CanaryShift Shift(CanarySpec canary, string metric, Func<int, double?> then, Dictionary<int, VerdictRecord> now) =>
        CanaryDrift.Of(metric, [.. canary.Items.Select((_, index) => (then(index), Score(now, index, metric)))], canary.Tolerance, canary.HasExpected());

    private static double? Score(Dictionary<int, VerdictRecord> verdicts, int index, string metric) => verdicts.GetValueOrDefault(index)?.ScoreOf(metric);

    private async Task<Dictionary<int, VerdictRecord>> VerdictsAsync(CanaryLook look, string round, CancellationToken cancellation) =>
        (await slots.ReadAsync(LedgerKeys.Verdicts(look.Canary.Key, round), 0, look.Canary.Canary.Items.Count, cancellation))
        .ToDictionary(read => read.Index, read => JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!);
}
