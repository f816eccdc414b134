namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>A model's matrices in the form the kernels read. Training packs again after each step what the step changed.</summary>
internal sealed unsafe class PackedWeights
{
    public PackedWeights(Weights weights, bool backward)
    {
        Weights = weights;
        Layers = [.. weights.Layout.Layers.Select(_ => new PackedLayer(weights.Shape, backward))];
        Vocabulary = new(weights.Shape.Vocabulary, weights.Shape.Width, backward);
        PackAdapted();
        PackRest();
    }

    public Weights Weights { get; }

    public IReadOnlyList<PackedLayer> Layers { get; }

    /// <summary>The token vectors as output matrix.</summary>
    public PackedLinear Vocabulary { get; }

    /// <summary>Takes over the matrices that an adapter changes.</summary>
    public void PackAdapted()
    {
        var width = Weights.Shape.Width;
        for (var l = 0; l < Layers.Count; l++)
        {
            var from = Weights.Layout.Layers[l];
            Layers[l].Query.Pack(Weights.Parameters[from.QueryKeyValue]);
            Layers[l].KeyValue.Pack(Weights.Parameters[from.QueryKeyValue] + width * width);
            Layers[l].Projection.Pack(Weights.Parameters[from.Projection]);
        }
    }

    /// <summary>Takes over all other matrices.</summary>
    public void PackRest()
    {
        for (var l = 0; l < Layers.Count; l++)
        {
            var from = Weights.Layout.Layers[l];
            Layers[l].Expand.Pack(Weights.Parameters[from.Expand]);
            Layers[l].Contract.Pack(Weights.Parameters[from.Contract]);
        }

        Vocabulary.Pack(Weights.Parameters[Weights.Layout.Tokens]);
    }
}
