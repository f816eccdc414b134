using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>All parameters of one model, in float32. Training changes them in place; everything else only reads.</summary>
public sealed unsafe class Weights
{
    private const string Kind = "weights";
    private const double Deviation = 0.02;
    private const double WideDeviation = 1.5 * Deviation;

    private Weights(ParameterSet parameters) => Parameters = parameters;

    public ModelShape Shape => Layout.Shape;

    /// <summary>Numbers that training may change.</summary>
    public int ParameterCount => Layout.Parameters.Sum(parameter => parameter.Length);

    internal ParameterSet Parameters { get; }

    internal ModelLayout Layout => (ModelLayout)Parameters.Layout;

    /// <summary>
    /// Fresh random weights: normal with deviation 0.02, half as wide again for what enters attention and MLP, and divided by √(2 · layers) for what
    /// these add back to the residual stream (Radford et al. 2019); layer norms begin as the identity.
    /// </summary>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static Weights Initialise(ModelShape shape, ulong seed)
    {
        var weights = new Weights(new ParameterSet(new ModelLayout(shape)));
        var (layout, parameters) = (weights.Layout, weights.Parameters);
        var residual = Deviation / Math.Sqrt(2 * shape.Layers);
        parameters.FillNormal(layout.Tokens, Deviation, seed);
        parameters.FillNormal(layout.Positions, Deviation, seed);
        foreach (var layer in layout.Layers)
        {
            parameters.Values(layer.AttentionScale).Fill(1);
            parameters.FillNormal(layer.QueryKeyValue, WideDeviation, seed);
            parameters.FillNormal(layer.Projection, residual, seed);
            parameters.Values(layer.MlpScale).Fill(1);
            parameters.FillNormal(layer.Expand, WideDeviation, seed);
            parameters.FillNormal(layer.Contract, residual, seed);
        }

        parameters.Values(layout.FinalScale).Fill(1);
        return weights;
    }

    /// <exception cref="InvalidDataException">The file is cut short, altered, of another kind or from a newer version.</exception>
    public static Weights Load(Stream stream) => new(CheckpointFile.Read(stream, Kind, reader => new ModelLayout(CheckpointFile.ReadShape(reader))));

    public void Save(Stream stream) => stream.Write(ToFile());

    public Weights Clone() => new(Parameters.Clone());

    /// <summary>Identity of these weights: the hash that closes their file, in lower-case hexadecimal.</summary>
    public string Sha256() => CheckpointFile.HashOf(ToFile());

    /// <summary>New weights with the adapter's change added: W + scale · B · A.</summary>
    /// <exception cref="ArgumentException">The adapter was made for a model of another shape.</exception>
    public Weights Merge(LoraAdapter adapter)
    {
        var merged = Clone();
        merged.SetAdapted(this, adapter);
        return merged;
    }

    /// <summary>Sets the adapted matrices, and only these, to those of <paramref name="frozen"/> with the adapter's change added.</summary>
    internal void SetAdapted(Weights frozen, LoraAdapter adapter)
    {
        if (adapter.Shape != frozen.Shape)
            throw new ArgumentException($"The adapter was made for {adapter.Shape}, the model is {frozen.Shape}.");
        foreach (var pair in adapter.Layout.Pairs)
        {
            frozen.Parameters.Values(pair.Target).CopyTo(Parameters.Values(pair.Target));
            adapter.AddTo(pair, Parameters[pair.Target]);
        }

        GC.KeepAlive(this);
    }

    private byte[] ToFile() => CheckpointFile.Write(Kind, writer => CheckpointFile.WriteShape(writer, Shape), Parameters);
}
