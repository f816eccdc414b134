using System.Diagnostics.Metrics;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.SamplingWorker.Batching;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Sweeps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A workshop whose looks are answered by batches, packed and stepped as the Coordinator and the services do.</summary>
internal sealed class BatchBench : IDisposable
{
    private static readonly ModelPrice Price = new() { Input = 300, Cached = 300, Output = 900, Batch = 0.5m };

    /// <summary>Every model's, wherever a test is about money.</summary>
    public static readonly PriceTable Prices = new() { Endpoints = new Dictionary<string, PricedModels> { ["petri"] = new(new Dictionary<string, ModelPrice> { ["*"] = Price }) } };

    private readonly SamplingInstruments _sampling;
    private readonly JudgingInstruments _judging;
    private readonly AnswerBatch _answers;
    private readonly VerdictBatch _verdicts;
    private int _names;

    public BatchBench(LedgerConnection connection, PriceTable? prices = null)
    {
        Workshop = new Workshop(connection, prices);
        Books = new Books(connection);
        var (documents, slots, endpoint) = (Workshop.Documents, Workshop.Slots, Workshop.Endpoint);
        var meters = new Meters();
        _sampling = new SamplingInstruments(meters, Options.Create(new SamplingWorkerOptions()));
        _judging = new JudgingInstruments(meters);
        var judge = new AnswerJudge(endpoint, Workshop.Time);
        _answers = new AnswerBatch(documents, slots, endpoint, _sampling, Workshop.Time);
        _verdicts = new VerdictBatch(documents, slots, Workshop.Reader, judge, new JudgeCalls(judge), new KeptReplies(slots), _judging);
        Failures = new Failures(connection);
        Desk = new BatchDesk(documents);
        Stepper = new BatchStepper(
            Desk, new Leases(connection), Failures, endpoint, Till.At(connection, prices ?? PriceTable.Empty), Microsoft.Extensions.Options.Options.Create(Limits), TimeProvider.System,
            NullLogger<BatchStepper>.Instance);
    }

    public Workshop Workshop { get; }

    public FakeBatches Provider => Workshop.Endpoint.Batches;

    public BatchOptions Limits { get; } = new() { LiveBelow = 1 };

    public BatchDesk Desk { get; }

    public BatchStepper Stepper { get; }

    public Failures Failures { get; }

    public Books Books { get; }

    /// <summary>Batches that were planned.</summary>
    public int Planned => _names;

    /// <summary>What a provider's answers cost in batches, by its own count.</summary>
    public static Money CostOf(FakeEndpoint endpoint) =>
        endpoint.Asked.Concat(endpoint.Judged).Aggregate(Money.Zero, (sum, call) => sum + Price.Of(new TokenUsage(7, 3 * call.N), inBatch: true));

    /// <inheritdoc cref="Till.BookedAsync"/>
    public Task<(Money Spent, Money Unsettled, Money Reserved)> BooksAsync(string sweep) => Till.BookedAsync(Books, sweep);

    /// <summary>Looks and steps until nothing is missing; a step that "dies" is taken again by the next process.</summary>
    public async Task RunAsync(SweepSpec spec, int looks = 50)
    {
        await Workshop.DescribeAsync(spec);
        for (var look = 0; look < looks && await PlanAsync(spec) is { Count: > 0 } batches; look++)
        {
            foreach (var batch in batches)
                await FollowAsync(batch);

            await Desk.ForgetAsync([.. (await Desk.OpenAsync(CancellationToken.None)).Where(batch => batch.Ended).Select(batch => batch.Batch)], CancellationToken.None);
        }
    }

    public async Task<IReadOnlyList<BatchRecord>> PlanAsync(SweepSpec spec)
    {
        var needs = (await Workshop.LookAsync(spec)).Needs;
        var wanted = needs.Sample.Count > 0
            ? needs.Sample.Select(shard => Need(BatchStage.Answers, shard, shard.Cell.Model))
            : needs.Judge.Select(shard => Need(BatchStage.Verdicts, shard, shard.Cell.JudgeModel));
        var batches = BatchPlanner.Plan(spec.Name, wanted, Limits, () => $"b{_names++}", DateTimeOffset.UtcNow);
        await Desk.AddAsync(batches, CancellationToken.None);
        return batches;
    }

    public async Task FollowAsync(BatchRecord batch)
    {
        for (var steps = 0; steps < 1000; steps++)
        {
            try
            {
                if (await StepAsync(batch))
                    return;
            }
            catch (OperationCanceledException)
            {
                // The process died; the next one goes on.
            }
        }

        Assert.Fail($"Batch {batch.Batch} does not end.");
    }

    public Task<bool> StepAsync(BatchRecord batch) =>
        Stepper.StepAsync(batch.Batch, WorkOf(batch), CancellationToken.None);

    private IBatchWork WorkOf(BatchRecord batch) => batch.Stage == BatchStage.Answers ? _answers : _verdicts;

    /// <summary>Asked until it has ended, as the Coordinator asks; a step that "dies" is taken again by the next process.</summary>
    public async Task CancelAsync(BatchRecord batch)
    {
        for (var steps = 0; steps < 1000; steps++)
        {
            try
            {
                if (await Stepper.CancelAsync(batch.Batch, WorkOf(batch), CancellationToken.None) && await Desk.FindAsync(batch.Batch, CancellationToken.None) is { Value.Ended: true })
                    return;
            }
            catch (OperationCanceledException)
            {
                // The process died; the next one goes on.
            }
        }

        Assert.Fail($"Batch {batch.Batch} does not end.");
    }

    /// <summary>Every answer and verdict of a sweep, as bytes.</summary>
    public async Task<IReadOnlyList<(string Set, int Index, string Json)>> CellsAsync(SweepSpec spec)
    {
        var all = new List<(string, int, string)>();
        foreach (var cell in Workshop.CellsOf(spec))
        {
            foreach (var set in new[] { LedgerKeys.Answers(cell.Key), LedgerKeys.Verdicts(cell.Key, cell.Judgement) })
                all.AddRange((await Workshop.Slots.ReadAsync(set, 0, 1000)).Select(read => (set, read.Index, System.Text.Encoding.UTF8.GetString(read.Payload.Span))));
        }

        return all;
    }

    public void Dispose()
    {
        _sampling.Dispose();
        _judging.Dispose();
        Workshop.Dispose();
    }

    private static BatchNeed Need(BatchStage stage, ShardNeed shard, string model) =>
        new(stage, "petri", model, "queue", shard.ToBatchShard(), Calls: 2);

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
