using System.Diagnostics.Metrics;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>What an operator steers sampling by.</summary>
public sealed class SamplingInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _lost;
    private readonly KeyValuePair<string, object?> _pool;

    public SamplingInstruments(IMeterFactory meters, IOptions<SamplingWorkerOptions> options)
    {
        _meter = meters.Create("EmergentMisalignment.SamplingWorker");
        _answers = _meter.CreateCounter<long>("em.answers", "{answer}", "Answers sampled and recorded.");
        _duplicates = _meter.CreateCounter<long>("em.answers.duplicate", "{answer}", "Answers sampled in vain: their index had one already.");
        _lost = _meter.CreateCounter<long>("em.tokens.lost", "{token}", "Tokens that were paid for and brought nothing, by cause.");
        _pool = new KeyValuePair<string, object?>("em.pool", options.Value.Pool);
    }

    public void CountAnswers(RecordOutcome outcome, ChatResult result)
    {
        _answers.Add(outcome.Written, _pool);
        if (outcome.Duplicates == 0)
            return;

        _duplicates.Add(outcome.Duplicates, _pool);
        _lost.Add((long)result.CompletionTokens * outcome.Duplicates / (outcome.Written + outcome.Duplicates), _pool, new("em.cause", "duplicate"));
    }

    public void Dispose() => _meter.Dispose();
}
