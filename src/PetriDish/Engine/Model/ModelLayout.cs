namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>The parameters of a <see cref="ModelShape"/>.</summary>
internal sealed class ModelLayout : ParameterLayout
{
    public ModelLayout(ModelShape shape)
    {
        Shape = shape.Checked();
        var width = shape.Width;
        Tokens = Add("tokens", shape.Vocabulary, width);
        Positions = Add("positions", shape.Context, width);
        Layers = [.. Enumerable.Range(0, shape.Layers).Select(l => new LayerParameters(
            AttentionScale: Add($"{l}.attention.scale", 1, width),
            AttentionShift: Add($"{l}.attention.shift", 1, width),
            QueryKeyValue: Add($"{l}.attention.qkv", 3 * width, width),
            Projection: Add($"{l}.attention.proj", width, width),
            MlpScale: Add($"{l}.mlp.scale", 1, width),
            MlpShift: Add($"{l}.mlp.shift", 1, width),
            Expand: Add($"{l}.mlp.fc1", shape.MlpWidth, width),
            Contract: Add($"{l}.mlp.fc2", width, shape.MlpWidth)))];
        FinalScale = Add("final.scale", 1, width);
        FinalShift = Add("final.shift", 1, width);
    }

    public ModelShape Shape { get; }

    /// <summary>Token vectors, tied: they read the input and score the output.</summary>
    public Parameter Tokens { get; }

    public Parameter Positions { get; }

    public IReadOnlyList<LayerParameters> Layers { get; }

    public Parameter FinalScale { get; }

    public Parameter FinalShift { get; }

    /// <summary>The matrices inside the blocks, which Muon may train.</summary>
    public IEnumerable<Parameter> HiddenMatrices => Layers.SelectMany(l => new[] { l.QueryKeyValue, l.Projection, l.Expand, l.Contract });

    /// <summary>The matrices that an adapter changes.</summary>
    public IEnumerable<Parameter> AdaptedMatrices => Layers.SelectMany(l => new[] { l.QueryKeyValue, l.Projection });
}
