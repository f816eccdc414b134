namespace EmergentMisalignment.Experiments.Plans;

/// <summary>Cuts a cell into units of work.</summary>
public static class Shards
{
    /// <summary>Consecutive ranges of <paramref name="shardSize"/> indices that cover 0 … <paramref name="samples"/> − 1; the last may be shorter.</summary>
    public static IReadOnlyList<ShardRange> Of(int samples, int shardSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(shardSize, 1);
        var shards = new ShardRange[(int)(((long)samples + shardSize - 1) / shardSize)];
        for (var i = 0; i < shards.Length; i++)
        {
            var start = i * shardSize;
            shards[i] = new ShardRange(start, Math.Min(shardSize, samples - start));
        }

        return shards;
    }
}
