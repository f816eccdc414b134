using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

public class CheckpointTests
{
    [Fact]
    public void Weights_come_back_from_their_file_as_they_were()
    {
        var weights = SmallModels.Lively(1);
        var file = Saved(weights.Save);
        var loaded = Weights.Load(file);
        Assert.Equal(weights.Shape, loaded.Shape);
        Assert.Equal(weights.Parameters.All, loaded.Parameters.All);
        Assert.Equal(weights.Sha256(), loaded.Sha256());
        Assert.NotEqual(SmallModels.Lively(2).Sha256(), loaded.Sha256());
    }

    [Fact]
    public void An_adapter_comes_back_from_its_file_as_it_was_and_leaves_the_stream_after_it()
    {
        var adapter = GradientTests.LivelyAdapter();
        var file = Saved(stream =>
        {
            adapter.Save(stream);
            stream.WriteByte(42);
        });
        var loaded = LoraAdapter.Load(file);
        Assert.Equal((adapter.Shape, adapter.Settings), (loaded.Shape, loaded.Settings));
        Assert.Equal(adapter.Parameters.All, loaded.Parameters.All);
        Assert.Equal(42, file.ReadByte());
    }

    [Fact]
    public void Any_altered_byte_is_refused()
    {
        var bytes = Saved(SmallModels.Lively(1).Save).ToArray();
        foreach (var at in new[] { 0, 9, 13, 25, bytes.Length / 2, bytes.Length - 1 })
        {
            var altered = bytes.ToArray();
            altered[at] ^= 4;
            Assert.Throws<InvalidDataException>(() => Weights.Load(new MemoryStream(altered)));
        }
    }

    [Fact]
    public void A_file_cut_short_is_refused_and_told_so()
    {
        var bytes = Saved(SmallModels.Lively(1).Save).ToArray();
        var error = Assert.Throws<InvalidDataException>(() => Weights.Load(new MemoryStream(bytes[..^100])));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Weights.Load(new MemoryStream(bytes[..3])));
    }

    [Fact]
    public void An_adapter_is_not_taken_for_weights()
    {
        var error = Assert.Throws<InvalidDataException>(() => Weights.Load(Saved(GradientTests.LivelyAdapter().Save)));
        Assert.Contains("holds adapter, not weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_adds_the_product_of_the_factors()
    {
        var (weights, adapter) = (SmallModels.Lively(1), GradientTests.LivelyAdapter());
        var reference = new ReferenceModel(weights);
        reference.Add(adapter.Layout, [.. adapter.Parameters.All.ToArray().Select(v => (double)v)]);
        var merged = weights.Merge(adapter).Parameters.All;
        for (var i = 0; i < merged.Length; i++)
            Assert.Equal(reference.Values[i], merged[i], 1e-5);
    }

    private static MemoryStream Saved(Action<Stream> save)
    {
        var file = new MemoryStream();
        save(file);
        file.Position = 0;
        return file;
    }
}
