using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>What the dish computes, as metrics and spans. Never any text.</summary>
internal sealed class PetriDishInstruments : IDisposable
{
    public const string Name = "EmergentMisalignment.PetriDish";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly Counter<long> _sampledTokens;
    private readonly Histogram<int> _batchRows;
    private readonly Histogram<double> _batchSeconds;
    private readonly Counter<long> _trainedTokens;
    private readonly Counter<long> _jobs;

    public PetriDishInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _sampledTokens = _meter.CreateCounter<long>("petri.sampling.tokens", "{token}", "New tokens sampled");
        _batchRows = _meter.CreateHistogram<int>("petri.sampling.batch_rows", "{row}", "Answers computed together");
        _batchSeconds = _meter.CreateHistogram<double>("petri.sampling.batch_duration", "s", "Time to compute a batch");
        _trainedTokens = _meter.CreateCounter<long>("petri.training.tokens", "{token}", "Tokens trained on");
        _jobs = _meter.CreateCounter<long>("petri.training.jobs", "{job}", "Fine-tuning jobs that ended, by status");
    }

    public void Sampled(int rows, int tokens, TimeSpan elapsed)
    {
        _sampledTokens.Add(tokens);
        _batchRows.Record(rows);
        _batchSeconds.Record(elapsed.TotalSeconds);
    }

    public void Trained(long tokens) => _trainedTokens.Add(tokens);

    public void JobEnded(string status) => _jobs.Add(1, new KeyValuePair<string, object?>("status", status));

    public static Activity? StartJob(string job, string model) =>
        Activities.StartActivity("petri.fine_tune")?.SetTag("petri.job", job).SetTag("gen_ai.request.model", model);

    public void Dispose() => _meter.Dispose();
}
