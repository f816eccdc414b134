namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>The parameters of an adapter: for each adapted matrix W (out × in), A (rank × in) and B (out × rank).</summary>
internal sealed class AdapterLayout : ParameterLayout
{
    public AdapterLayout(ModelShape shape, LoraSettings settings)
    {
        if (settings.Rank < 1 || !(settings.Alpha > 0))
            throw new ArgumentException($"An adapter needs a rank of at least 1 and an alpha above 0, not {settings}.");
        Shape = shape;
        Settings = settings;
        Pairs = [.. new ModelLayout(shape).AdaptedMatrices.Select(w => new AdapterPair(
            Target: w,
            A: Add($"{w.Name}.a", settings.Rank, w.Columns),
            B: Add($"{w.Name}.b", w.Rows, settings.Rank)))];
    }

    public ModelShape Shape { get; }

    public LoraSettings Settings { get; }

    public IReadOnlyList<AdapterPair> Pairs { get; }
}
