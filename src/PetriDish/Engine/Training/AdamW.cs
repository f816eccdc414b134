using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv 1711.05101), β₁ 0.9 and ε 1e-8.</summary>
internal sealed unsafe class AdamW(ParameterSet values, IReadOnlyList<Parameter> trained, double beta2, double weightDecay)
{
    private const double Beta1 = 0.9;
    private const float Epsilon = 1e-8f;

    private readonly ParameterSet _mean = new(values.Layout);
    private readonly ParameterSet _square = new(values.Layout);
    private int _steps;

    /// <summary>Moves the trained values against <paramref name="factor"/> times the gradient.</summary>
    public void Step(ParameterSet gradients, double factor, double learningRate)
    {
        _steps++;
        var stepSize = (float)(learningRate / (1 - Math.Pow(Beta1, _steps)));
        var inverseRoot = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, _steps)));
        var decay = (float)(1 - learningRate * weightDecay);
        foreach (var p in trained)
            Update(values[p], gradients[p], _mean[p], _square[p], Lanes.RoundUp(p.Length), (float)factor, stepSize, inverseRoot, decay);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(float* value, float* gradient, float* mean, float* square, int count, float factor, float stepSize, float inverseRoot, float decay)
    {
        var (keepMean, keepSquare) = (Vector512.Create((float)Beta1), Vector512.Create((float)beta2));
        var (newMean, newSquare) = (Vector512.Create((float)(1 - Beta1)), Vector512.Create((float)(1 - beta2)));
        for (var i = 0; i < count; i += Lanes.Count)
        {
            var g = Vector512.Load(gradient + i) * factor;
            var m = Vector512.FusedMultiplyAdd(Vector512.Load(mean + i), keepMean, g * newMean);
            var s = Vector512.FusedMultiplyAdd(Vector512.Load(square + i), keepSquare, g * g * newSquare);
            m.Store(mean + i);
            s.Store(square + i);
            var change = m * stepSize / (Vector512.Sqrt(s) * inverseRoot + Vector512.Create(Epsilon));
            (Vector512.Load(value + i) * decay - change).Store(value + i);
        }
    }
}
