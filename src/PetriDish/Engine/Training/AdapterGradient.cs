using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>
/// Turns the gradient of each merged matrix into those of its factors: for W + s·B·A, dB = s·dW·Aᵀ and dA = s·Bᵀ·dW. At this width it is
/// cheaper to train through the merged matrix than to run the low-rank branch beside it, and training then computes exactly what sampling from
/// the merged weights does.
/// </summary>
internal sealed unsafe class AdapterGradient(LoraAdapter adapter)
{
    private readonly Panels _a = new(adapter.Shape.Width, adapter.Settings.Rank);

    public ParameterSet Values { get; } = new(adapter.Layout);

    public void Compute(ParameterSet merged)
    {
        var (factors, rank) = (adapter.Parameters, adapter.Settings.Rank);
        foreach (var pair in adapter.Layout.Pairs)
        {
            var (outputs, inputs) = (pair.Target.Rows, pair.Target.Columns);
            _a.PackTransposed(factors[pair.A], inputs, rank, inputs);
            Gemm.Multiply(merged[pair.Target], inputs, outputs, _a, Values[pair.B], rank);
            Values.Values(pair.A).Clear();
            Gemm.AddTransposedProduct(factors[pair.B], rank, rank, merged[pair.Target], inputs, inputs, outputs, Values[pair.A], inputs);
        }

        TensorPrimitives.Multiply(Values.All, (float)adapter.Settings.Scale, Values.All);
        GC.KeepAlive(this);
    }
}
