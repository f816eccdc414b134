using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>One float for every parameter of a layout: values, gradients or moments.</summary>
internal sealed unsafe class ParameterSet(ParameterLayout layout)
{
    // A tile that takes a parameter as its left-hand side may read seven rows beyond it.
    private readonly AlignedFloats _values = new(layout.Length, slack: Tile.Rows * layout.Parameters.Max(p => p.Columns));

    public ParameterLayout Layout { get; } = layout;

    public float* Pointer => _values.Pointer;

    /// <summary>All values, gaps between parameters included.</summary>
    public Span<float> All => _values.Span;

    public float* this[Parameter parameter] => _values.Pointer + parameter.Offset;

    public Span<float> Values(Parameter parameter) => _values.Span.Slice(parameter.Offset, parameter.Length);

    /// <summary>Normal values, from a stream of the parameter's own.</summary>
    public void FillNormal(Parameter parameter, double deviation, ulong seed)
    {
        var stream = CounterRandom.Derive(seed, (ulong)parameter.Offset);
        var values = Values(parameter);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * CounterRandom.Normal(stream, (ulong)i));
    }

    public ParameterSet Clone()
    {
        var copy = new ParameterSet(Layout);
        All.CopyTo(copy.All);
        return copy;
    }
}
