using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>In which order a run's shards are asked for. Runs stand base by base in the plan, and queues keep their order.</summary>
internal static class ShardOrder
{
    /// <remarks>
    /// Models that a provider keeps: all questions begin together, for they differ in what a shard takes, and a run of the slow ones would leave the judges idle. Adapters that an
    /// engine has to load: one after the other, so that a worker keeps the one it has, and question by question, whose shards share a prompt that the engine has cached.
    /// </remarks>
    public static IEnumerable<ShardNeed> Of(RunLook look) => look.Facts.Model?.Adapter is null
        ? look.Needs.Sample.OrderBy(shard => shard.Range.Start)
        : look.Needs.Sample.OrderBy(shard => shard.Cell.Checkpoint ?? int.MaxValue);
}
