using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>A low-rank change to a model's attention matrices, small enough to keep one for every fine-tune and checkpoint.</summary>
public sealed unsafe class LoraAdapter
{
    private const string Kind = "adapter";

    private LoraAdapter(ParameterSet parameters) => Parameters = parameters;

    public ModelShape Shape => Layout.Shape;

    public LoraSettings Settings => Layout.Settings;

    internal ParameterSet Parameters { get; }

    internal AdapterLayout Layout => (AdapterLayout)Parameters.Layout;

    /// <summary>A fresh adapter that changes nothing yet: A normal with variance 1 / inputs, B zero.</summary>
    /// <exception cref="ArgumentException">Rank below 1 or alpha not above 0.</exception>
    public static LoraAdapter Create(ModelShape shape, LoraSettings settings, ulong seed)
    {
        var adapter = new LoraAdapter(new ParameterSet(new AdapterLayout(shape, settings)));
        foreach (var pair in adapter.Layout.Pairs)
            adapter.Parameters.FillNormal(pair.A, 1 / Math.Sqrt(pair.A.Columns), seed);
        return adapter;
    }

    /// <exception cref="InvalidDataException">The file is cut short, altered, of another kind or from a newer version.</exception>
    public static LoraAdapter Load(Stream stream) => new(CheckpointFile.Read(
        stream, Kind, reader => new AdapterLayout(CheckpointFile.ReadShape(reader), new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadBoolean()))));

    public void Save(Stream stream) => stream.Write(ToFile());

    public LoraAdapter Clone() => new(Parameters.Clone());

    /// <summary>Identity of this adapter: the hash that closes its file, in lower-case hexadecimal.</summary>
    public string Sha256() => CheckpointFile.HashOf(ToFile());

    /// <summary>matrix += scale · B · A.</summary>
    internal void AddTo(AdapterPair pair, float* matrix)
    {
        var (rank, inputs) = (Settings.Rank, pair.A.Columns);
        var scaled = new Matrix(rank, inputs);
        TensorPrimitives.Multiply(Parameters.Values(pair.A), (float)Settings.Scale, scaled.Span);
        Gemm.AddProduct(Parameters[pair.B], rank, pair.B.Rows, scaled.Pointer, inputs, inputs, rank, matrix, inputs);
        GC.KeepAlive(scaled);
        GC.KeepAlive(this);
    }

    private byte[] ToFile() => CheckpointFile.Write(Kind, WriteSizes, Parameters);

    private void WriteSizes(BinaryWriter writer)
    {
        CheckpointFile.WriteShape(writer, Shape);
        writer.Write(Settings.Rank);
        writer.Write(Settings.Alpha);
        writer.Write(Settings.RankStabilised);
    }
}
