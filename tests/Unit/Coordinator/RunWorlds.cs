using CsCheck;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Unit.Coordinator;

/// <summary>Any state that a kill, a lost queue or a restored ledger may leave behind.</summary>
internal static class RunWorlds
{
    public static Gen<RunWorld> Any { get; } = States(withFailures: true);

    public static Gen<RunWorld> WithoutFailures { get; } = States(withFailures: false);

    private static Gen<RunWorld> States(bool withFailures) =>
        from seed in Gen.Int
        from stage in Gen.Int[0, 8]
        from fill in Gen.Double[0, 1.2]
        select Build(new Random(seed), stage, fill, withFailures);

    private static RunWorld Build(Random random, int stage, double fill, bool withFailures)
    {
        var world = new RunWorld
        {
            HasDataset = stage > 0,
            Model = stage switch { 0 or 1 => null, 2 => ModelStatus.Submitted, 3 => ModelStatus.Running, 4 when withFailures => ModelStatus.Failed, _ => ModelStatus.Ready },
        };
        foreach (var (cell, shard) in RunWorld.AllShards())
        {
            var whole = random.NextDouble() < fill - 0.2;
            for (var index = shard.Range.Start; index < shard.Range.Start + shard.Range.Count; index++)
            {
                world.Answers[cell][index] = whole || random.NextDouble() < fill;
                world.Verdicts[cell][index] = world.Answers[cell][index] && (whole || random.NextDouble() < fill);
            }

            if (withFailures && random.Next(6) == 0)
                world.Fail(RunWorld.NameOf(shard));
        }

        for (var cell = 0; cell < RunWorld.Cells.Count; cell++)
        {
            // Archived by an earlier sweep of as many, fewer or more samples.
            if (world.Verdicts[cell].All(judged => judged) && random.Next(2) == 0)
                world.Archives[cell] = new ArchiveRecord { Artifact = "a0", Rows = RunWorld.Cells[cell].Samples + random.Next(-5, 6), Released = random.Next(2) == 0 };
        }

        string[] others = [RunWorld.Tuned.Dataset!.Key, RunWorld.ModelKey, RunWorld.Tuned.Id];
        foreach (var name in others.Where(_ => withFailures && random.Next(6) == 0))
            world.Fail(name);

        return world;
    }
}
