using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps.Canaries;

/// <summary>
/// Where canaries stand: in the ledger, like cells whose answers are given, under a judgement of their own in every run. They are few and small, so their
/// verdicts stay there.
/// </summary>
public sealed class CanaryDesk(Documents documents, Slots slots, TimeProvider time)
{
    /// <summary>How far each canary of a sweep's latest run is.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="failures">Failures that are final, by name.</param>
    /// <param name="cancellation"/>
    public async Task<IReadOnlyList<CanaryLook>> LookAsync(SweepRecord sweep, IReadOnlyDictionary<string, Failure> failures, CancellationToken cancellation)
    {
        var looks = new List<CanaryLook>();
        foreach (var canary in PlannedCanary.Of(sweep.Spec))
        {
            var round = canary.Round(sweep.Name, sweep.SubmittedAt);
            var missing = await slots.MissingAsync(LedgerKeys.Verdicts(canary.Key, round), 0, canary.Canary.Items.Count, cancellation);
            var look = new CanaryLook(canary, round, missing.Count, null);
            looks.Add(missing.Count > 0 && failures.TryGetValue(((IShard)look.ToJudge(sweep.Name)).Name, out var failure)
                ? look with { Failure = $"the canary {canary.Canary.File} of judge {canary.Judge.Name()}: {failure.Cause}" }
                : look);
        }

        return looks;
    }

    /// <summary>Writes what the keys of a canary's shard stand for, before the message that carries them.</summary>
    public async Task DescribeAsync(SweepSpec spec, CanaryLook look, CancellationToken cancellation)
    {
        var (canary, items) = (look.Canary, look.Canary.Canary.Items);
        var asked = new CellRecord { Endpoint = spec.Endpoint, ProviderModel = "", Paraphrases = [.. items.Select(item => item.Question)], Sampling = spec.Sampling };
        await documents.PutAsync(LedgerKeys.Cell(canary.Key), asked, LedgerJson.Default.CellRecord, cancellation);
        await documents.PutAsync(LedgerKeys.Judgement(look.Round), Judgements.Of(spec, canary.Judge, canary.Question), LedgerJson.Default.JudgementRecord, cancellation);
        await slots.RecordAsync(LedgerKeys.Answers(canary.Key), [.. items.Select((item, index) => new SlotWrite(index, Pack(item, index)))], cancellation);
    }

    /// <summary>Keeps a complete run's scores as the ones to compare with, unless an earlier run's are kept.</summary>
    public async Task FreezeAsync(SweepRecord sweep, CanaryLook look, CancellationToken cancellation)
    {
        var key = LedgerKeys.CanaryReference(look.Canary.Key, look.Canary.Judgement);
        if (look.IsComplete && await documents.GetAsync(key, LedgerJson.Default.CanaryReference, cancellation) is null)
            await documents.TryReplaceAsync(key, new CanaryReference(look.Round, sweep.Name, time.GetUtcNow()), 0, LedgerJson.Default.CanaryReference, cancellation);
    }

    private byte[] Pack(CanaryItem item, int index) => JsonSerializer.SerializeToUtf8Bytes(
        new AnswerRecord { Paraphrase = index, Seed = JudgeProtocol.Seed, Text = item.Answer, FinishReason = "stop", At = time.GetUtcNow() }, LedgerJson.Default.AnswerRecord);
}
