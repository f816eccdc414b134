using CsCheck;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Unit.Experiments.Plans;

public class ShardsTests
{
    [Fact]
    public void Shards_cover_every_sample_once() => Gen.Select(Gen.Int[0, 2000], Gen.Int[1, 2500]).Sample((samples, size) =>
    {
        var shards = Shards.Of(samples, size);

        Assert.Equal(Enumerable.Range(0, samples), shards.SelectMany(shard => Enumerable.Range(shard.Start, shard.Count)));
        Assert.All(shards, shard => Assert.InRange(shard.Count, 1, size));
        Assert.All(shards.SkipLast(1), shard => Assert.Equal(size, shard.Count));
    });

    [Fact]
    public void The_largest_cell_overflows_nothing() => Assert.Equal(new ShardRange(int.MaxValue - 1, 1), Shards.Of(int.MaxValue, (int.MaxValue - 1) / 2)[^1]);
}
