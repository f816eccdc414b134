using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

internal static class GradientClip
{
    /// <summary>What to multiply the gradient by so that its norm is at most <paramref name="largest"/>.</summary>
    /// <exception cref="ArithmeticException">The gradient is not finite: training has diverged.</exception>
    public static double Factor(ParameterSet gradients, double largest)
    {
        var norm = Math.Sqrt(gradients.Layout.Parameters.Sum(p => (double)TensorPrimitives.SumOfSquares<float>(gradients.Values(p))));
        if (!double.IsFinite(norm))
            throw new ArithmeticException("Training diverged: the gradient is not finite. Lower the learning rate.");
        return Math.Min(1, largest / (norm + 1e-6));
    }
}
