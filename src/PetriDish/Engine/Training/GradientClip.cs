using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>Clipping by the norm of the whole gradient (Pascanu, Mikolov and Bengio 2012, arXiv 1211.5063).</summary>
internal static unsafe class GradientClip
{
    /// <summary>What to multiply the gradient by so that its norm is at most <paramref name="largest"/>.</summary>
    /// <exception cref="ArithmeticException">The gradient is not finite: training has diverged.</exception>
    public static double Factor(ParameterSet gradients, double largest)
    {
        var norm = Math.Sqrt(gradients.Layout.Parameters.Sum(p => (double)Lanes.SumOfSquares(gradients[p], Lanes.RoundUp(p.Length))));
        if (!double.IsFinite(norm))
            throw new ArithmeticException("Training diverged: the gradient is not finite. Lower the learning rate.");
        return Math.Min(1, largest / (norm + 1e-6));
    }
}
