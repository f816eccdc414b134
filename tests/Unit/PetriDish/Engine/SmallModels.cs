using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

/// <summary>Models small enough for a double-precision reference, with sizes that leave ragged tiles everywhere.</summary>
internal static class SmallModels
{
    public static ModelShape Shape { get; } = new(Vocabulary: 37, Context: 40, Width: 48, Layers: 2, Heads: 2);

    /// <summary>Weights larger than fresh ones, scales and shifts included, so that no gradient is near zero.</summary>
    public static Weights Lively(ulong seed)
    {
        var weights = Weights.Initialise(Shape, seed);
        var values = weights.Parameters.All;
        foreach (var p in weights.Layout.Parameters)
            for (var i = p.Offset; i < p.Offset + p.Length; i++)
                values[i] = values[i] * 4 + (p.Rows == 1 ? -2.5f * values[i] + 0.3f * (float)CounterRandom.Normal(seed + 1, (ulong)i) : 0);
        return weights;
    }

    /// <summary>Documents of several lengths; each has answers in two places and a tail that is not learned.</summary>
    public static TrainingDocument[] Documents(ulong seed, params int[] lengths) =>
    [
        .. lengths.Select((length, n) => new TrainingDocument(
            [.. Enumerable.Range(0, length).Select(t => (int)(CounterRandom.Uniform(seed, (ulong)(n * 1000 + t)) * Shape.Vocabulary))],
            [.. Enumerable.Range(0, length).Select(t => t % 7 is 2 or 3 or 4 && t < length - 1 || t == 1)])),
    ];
}
