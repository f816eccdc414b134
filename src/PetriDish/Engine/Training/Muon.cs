using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>
/// Muon (Jordan 2024, kellerjordan.github.io/posts/muon): each matrix moves by its Nesterov momentum made orthogonal, scaled by √max(1, rows /
/// columns).
/// </summary>
internal sealed class Muon(ParameterSet values, IEnumerable<Parameter> trained)
{
    private const float Momentum = 0.95f;

    private readonly ParameterSet _momentum = new(values.Layout);
    private readonly (Parameter Matrix, NewtonSchulz Orthogonaliser)[] _trained = [.. trained.Select(p => (p, new NewtonSchulz(p.Rows, p.Columns)))];

    /// <summary>Moves the trained matrices against <paramref name="factor"/> times the gradient.</summary>
    public void Step(ParameterSet gradients, double factor, double learningRate) => ComputeThreads.For(_trained.Length, (index, _) =>
    {
        var (matrix, orthogonaliser) = _trained[index];
        var momentum = _momentum.Values(matrix);
        var update = orthogonaliser.Matrix.Span;
        TensorPrimitives.Multiply(gradients.Values(matrix), (float)factor, update);
        TensorPrimitives.Lerp(update, momentum, Momentum, momentum);
        TensorPrimitives.Lerp(update, momentum, Momentum, update);
        orthogonaliser.Run();
        var scale = Math.Sqrt(Math.Max(1, (double)matrix.Rows / matrix.Columns));
        TensorPrimitives.MultiplyAdd(update, (float)(-learningRate * scale), values.Values(matrix), values.Values(matrix));
    });
}
