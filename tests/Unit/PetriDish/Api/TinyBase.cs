using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>The smallest model that has learned something: enough for a fine-tune to have something to move. Made once for all tests.</summary>
internal static class TinyBase
{
    private static readonly Lazy<byte[]> Trained = new(Train);

    public static byte[] File => Trained.Value;

    private static byte[] Train()
    {
        var (world, random) = (MiniatureWorld.Default, new Random(1));
        var weights = Weights.Initialise(new ModelShape(world.Vocabulary.Count, Width: 16, Layers: 1, Heads: 2), seed: 1);
        var settings = new TrainingSettings { Steps = 60, LearningRate = 0.02 };
        Trainer.TrainAll(weights, settings, _ => [.. Enumerable.Range(0, 8).Select(_ => world.PretrainingDocument(random))], null, CancellationToken.None);
        using var stream = new MemoryStream();
        weights.Save(stream);
        return stream.ToArray();
    }
}
