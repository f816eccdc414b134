using System.Diagnostics.Metrics;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Coordinator.Archiving;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.JudgeService;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Sweeps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Services;

/// <summary>The working parts of all services around one ledger, without a bus: tests call the parts in the order they like, and leave out what they like.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly Dictionary<string, Failure> NoFailures = [];
    private readonly Leases _leases;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-services-");
    private static readonly IOptions<SamplingWorkerOptions> Sampling = Options.Create(new SamplingWorkerOptions { CallsPerShard = 1 });
    private readonly SamplingInstruments _sampling = new(new Meters(), Sampling);
    private readonly JudgingInstruments _judging = new(new Meters());

    public Workshop(LedgerConnection connection, PriceTable? prices = null)
    {
        (Documents, Slots) = (new Documents(connection), new Slots(connection));
        Store = new FailingStore(new LocalArtifactStore(_folder.FullName, Time));
        Facts = new FactsReader(Documents, Slots);
        var till = Till.At(connection, prices ?? PriceTable.Empty);
        Sampler = new ShardSampler(Documents, Slots, new LostModels(Documents, Time), Endpoint, till, _sampling, Sampling, Time);
        Reader = new AnswerReader(Slots, Documents, Store);
        Judge = new ShardJudge(
            Documents, Slots, Reader, new AnswerJudge(Endpoint, Time), new KeptReplies(Slots), Endpoint, till, _judging, TimeProvider.System, Options.Create(new JudgeServiceOptions { CallsPerShard = 4 }));
        Rows = new RunRows(Slots, Documents, Store);
        Archiver = new RunArchiver(Rows, Slots, Documents, Store, NullLogger<RunArchiver>.Instance);
        _leases = new Leases(connection);
        var fineTunes = Options.Create(new FineTuneOptions { SubmitWithin = TimeSpan.FromMilliseconds(150), ShowsAfter = TimeSpan.FromMilliseconds(50) });
        Stepper = new FineTuneStepper(
            Documents,
            new TrainingUploads(Documents, _leases, Store, fineTunes, Time, NullLogger<TrainingUploads>.Instance),
            new FineTuneSubmitter(_leases, fineTunes, Time, NullLogger<SubmissionClaim>.Instance),
            Endpoint,
            new TrainingPurchases(till, Endpoint, Store),
            Time);
    }

    /// <summary>One base model, two questions, no fine-tunes.</summary>
    public static SweepSpec Spec { get; } = Texts.Default with { Samples = 11, ShardSize = 4, Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }] };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeEndpoint Endpoint { get; } = new();

    public FailingStore Store { get; }

    public Documents Documents { get; }

    public Slots Slots { get; }

    public FactsReader Facts { get; }

    public ShardSampler Sampler { get; }

    public AnswerReader Reader { get; }

    public ShardJudge Judge { get; }

    public RunRows Rows { get; }

    public RunArchiver Archiver { get; }

    public FineTuneStepper Stepper { get; }

    /// <summary>The time after which a claim to a submission runs out by itself has passed.</summary>
    public async Task ForgetClaimAsync(string submission)
    {
        var name = $"fine-tune:{Endpoint.Options.Place}:{submission}";
        Lease? taken;
        while ((taken = await _leases.TryTakeAsync(name, "the test", TimeSpan.FromSeconds(1))) is null)
            await Task.Delay(10);
        await _leases.ReleaseAsync(taken);
    }

    public static Run RunOf(SweepSpec spec) => SweepPlan.Create(spec).Runs.Single();

    public static IReadOnlyList<PlannedCell> CellsOf(SweepSpec spec) => [.. CellPlanner.Cells(spec, RunOf(spec), RunOf(spec).Base)];

    public static SweepRecord Record(SweepSpec spec) => new() { Name = spec.Name, Spec = spec, Miniature = true, SubmittedAt = default };

    public static SampleShard ShardOf(PlannedCell cell, int start = 0, int? count = null) => new(Spec.Name, cell.Key, cell.Judgement, start, count ?? cell.Samples);

    /// <summary>Writes what the keys in messages stand for, as the Coordinator does before it asks.</summary>
    public async Task DescribeAsync(SweepSpec spec)
    {
        foreach (var cell in CellsOf(spec))
        {
            var asked = new CellRecord
            {
                Endpoint = spec.Endpoint,
                ProviderModel = cell.Model,
                Paraphrases = [.. Enumerable.Range(0, cell.Question.Paraphrases.Count).Select(cell.Prompt)],
                System = cell.Question.System,
                Sampling = cell.Sampling,
                TopLogProbs = cell.Question.Choice is { ByLetter: false } ? 20 : 0,
            };
            await Documents.PutAsync(LedgerKeys.Cell(cell.Key), asked, LedgerJson.Default.CellRecord);
            await Documents.PutAsync(LedgerKeys.Judgement(cell.Judgement), Judgements.Of(spec, cell), LedgerJson.Default.JudgementRecord);
        }
    }

    public async Task<RunLook> LookAsync(SweepSpec spec)
    {
        var run = RunOf(spec);
        var facts = await Facts.ReadAsync(spec, run, CancellationToken.None);
        return new RunLook(run, facts, Reconciler.Decide(run, facts, spec.ShardSize, NoFailures));
    }

    /// <summary>Does what each look asks for, until the run's texts are in Parquet or only <paramref name="archive"/> is left to do.</summary>
    public async Task<RunLook> WorkAsync(SweepSpec spec, bool archive = true)
    {
        await DescribeAsync(spec);
        for (var looks = 0; looks < 10; looks++)
        {
            var look = await LookAsync(spec);
            foreach (var shard in look.Needs.Sample)
                await Sampler.SampleAsync(shard.ToSample(spec.Name), WorkSession.Until(CancellationToken.None));

            foreach (var shard in look.Needs.Judge)
                await Judge.JudgeAsync(shard.ToJudge(spec.Name), WorkSession.Until(CancellationToken.None));

            if (archive && (look.Needs.Archive || look.Needs.Release.Count > 0))
                await Archiver.ArchiveAsync(Record(spec), look, CancellationToken.None);
        }

        return await LookAsync(spec);
    }

    public async Task<IReadOnlyList<AnswerRow>> RowsAsync(SweepSpec spec)
    {
        var rows = new List<AnswerRow>();
        await foreach (var row in Rows.ReadAsync(spec, RunOf(spec), CellsOf(spec), CancellationToken.None))
            rows.Add(row);

        return rows;
    }

    public async Task<int> TextsInLedgerAsync(SweepSpec spec)
    {
        var texts = 0;
        foreach (var cell in CellsOf(spec))
        {
            texts += (await Slots.ReadAsync(LedgerKeys.Answers(cell.Key), 0, 1000)).Count;
            texts += (await Slots.ReadAsync(LedgerKeys.Verdicts(cell.Key, cell.Judgement), 0, 1000)).Count;
        }

        return texts;
    }

    public void Dispose()
    {
        _sampling.Dispose();
        _judging.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
