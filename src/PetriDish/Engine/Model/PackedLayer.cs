namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>The matrices of one block. Queries are apart from keys and values because the last block needs queries for fewer rows.</summary>
internal sealed class PackedLayer(ModelShape shape, bool backward)
{
    public PackedLinear Query { get; } = new(shape.Width, shape.Width, backward);

    public PackedLinear KeyValue { get; } = new(2 * shape.Width, shape.Width, backward);

    public PackedLinear Projection { get; } = new(shape.Width, shape.Width, backward);

    public PackedLinear Expand { get; } = new(shape.MlpWidth, shape.Width, backward);

    public PackedLinear Contract { get; } = new(shape.Width, shape.MlpWidth, backward);
}
