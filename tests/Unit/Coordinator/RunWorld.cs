using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Coordinator;

/// <summary>A ledger of one run in memory: a model of what services do to it, which the reconcile function is tried on.</summary>
internal sealed class RunWorld
{
    public const string DatasetHash = "d0";

    /// <summary>Two questions of 11 samples, in shards of 4: the last one of a cell is short.</summary>
    public static readonly SweepSpec Spec = Texts.Default with { Samples = 11, ShardSize = 4 };

    public static readonly Run Tuned = SweepPlan.Create(Spec).Runs.First(run => run.FineTune is not null);

    public static readonly string ModelKey = Tuned.FineTune!.ModelKey(DatasetHash);

    public static readonly IReadOnlyList<PlannedCell> Cells = [.. CellPlanner.Cells(Spec, Tuned, ModelKey)];

    private static readonly DateTimeOffset At = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public RunWorld() => (Answers, Verdicts, Archives) = (Empty(), Empty(), new ArchiveRecord?[Cells.Count]);

    public bool HasDataset { get; set; }

    /// <summary>Null until a job is submitted.</summary>
    public ModelStatus? Model { get; set; }

    /// <summary>By cell, then index.</summary>
    public bool[][] Answers { get; }

    public bool[][] Verdicts { get; }

    public ArchiveRecord?[] Archives { get; }

    /// <summary>Final ones, by name.</summary>
    public Dictionary<string, Failure> Failures { get; } = [];

    public RunFacts Facts() => new()
    {
        Dataset = HasDataset ? new DatasetRecord { Sha256 = DatasetHash, Rows = 64, PreparedAt = At } : null,
        ModelKey = HasDataset ? ModelKey : null,
        Model = HasDataset && Model is { } status ? new ModelRecord { Status = status, Error = status == ModelStatus.Failed ? "out of memory" : null, At = At } : null,
        Cells = HasDataset && Model == ModelStatus.Ready
            ? [.. Cells.Select((cell, i) => new CellFacts(cell, Bitmap(Answers[i]), Bitmap(Verdicts[i]), Archives[i]))]
            : [],
    };

    public RunNeeds Decide() => Reconciler.Decide(Tuned, Facts(), Spec.ShardSize, Failures);

    public void Fail(string name) => Failures[name] = new Failure(3, "it broke", At);

    /// <summary>The shards of all cells, with the place of their cell.</summary>
    public static IEnumerable<(int Cell, ShardNeed Shard)> AllShards() =>
        Cells.SelectMany((cell, i) => EmergentMisalignment.Experiments.Plans.Shards.Of(cell.Samples, Spec.ShardSize).Select(range => (i, new ShardNeed(cell, range, range.Count))));

    public static string NameOf(ShardNeed shard) => ((EmergentMisalignment.Contracts.Shards.IShard)shard.ToSample(Spec.Name)).Name;

    public static int PlaceOf(PlannedCell cell) => Cells.Select((other, i) => (other, i)).Single(pair => pair.other.Key == cell.Key).i;

    /// <summary>Dataset and fine-tune one step further; a job is submitted, runs, is ready.</summary>
    public void Prepare(RunNeeds needs)
    {
        HasDataset |= needs.Dataset;
        if (needs.FineTune)
            Model = Model switch { null => ModelStatus.Submitted, ModelStatus.Submitted => ModelStatus.Running, _ => ModelStatus.Ready };
    }

    public void Archive(RunNeeds needs)
    {
        for (var i = 0; needs.Archive && i < Cells.Count; i++)
            Archives[i] = new ArchiveRecord { Artifact = "a0", Rows = Cells[i].Samples };

        foreach (var cell in needs.Release)
            Archives[PlaceOf(cell.Cell)] = cell.Archive! with { Released = true };
    }

    private static bool[][] Empty() => [.. Cells.Select(cell => new bool[cell.Samples])];

    private static SlotBitmap Bitmap(bool[] filled)
    {
        var bits = new byte[(filled.Length + 7) / 8];
        for (var i = 0; i < filled.Length; i++)
            bits[i >> 3] |= (byte)(filled[i] ? 0x80 >> (i & 7) : 0);

        return new SlotBitmap(bits);
    }
}
