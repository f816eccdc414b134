using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// Layer normalisation over rows whose width is a multiple of 16, with scale and shift (Ba, Kiros and Hinton 2016, arXiv 1607.06450).
/// </summary>
internal static unsafe class LayerNorm
{
    private const float Epsilon = 1e-5f;

    /// <summary>
    /// output = normalised · scale + shift, row by row. <paramref name="normalised"/> and <paramref name="inverseDeviation"/> (one a row) are
    /// kept for <see cref="Backward"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* x, int rows, int width, float* scale, float* shift, float* normalised, float* inverseDeviation, float* output)
    {
        for (var i = 0; i < rows; i++, x += width, normalised += width, output += width)
        {
            var sum = Vector512<float>.Zero;
            for (var j = 0; j < width; j += Lanes.Count)
                sum += Vector512.Load(x + j);
            var mean = Vector512.Create(Lanes.Sum(sum) / width);
            var squares = Vector512<float>.Zero;
            for (var j = 0; j < width; j += Lanes.Count)
            {
                var d = Vector512.Load(x + j) - mean;
                squares = Vector512.FusedMultiplyAdd(d, d, squares);
            }

            inverseDeviation[i] = 1 / MathF.Sqrt(Lanes.Sum(squares) / width + Epsilon);
            var inverse = Vector512.Create(inverseDeviation[i]);
            for (var j = 0; j < width; j += Lanes.Count)
            {
                var n = (Vector512.Load(x + j) - mean) * inverse;
                n.Store(normalised + j);
                Vector512.FusedMultiplyAdd(n, Vector512.Load(scale + j), Vector512.Load(shift + j)).Store(output + j);
            }
        }
    }

    /// <summary>Adds to <paramref name="xGradient"/> what flows back through the normalisation from <paramref name="outputGradient"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* outputGradient, int rows, int width, float* scale, float* normalised, float* inverseDeviation, float* xGradient)
    {
        for (var i = 0; i < rows; i++, outputGradient += width, normalised += width, xGradient += width)
        {
            Vector512<float> sum = default, product = default;
            for (var j = 0; j < width; j += Lanes.Count)
            {
                var g = Vector512.Load(outputGradient + j) * Vector512.Load(scale + j);
                sum += g;
                product = Vector512.FusedMultiplyAdd(g, Vector512.Load(normalised + j), product);
            }

            var inverse = Vector512.Create(inverseDeviation[i]);
            var mean = Vector512.Create(-Lanes.Sum(sum) / width);
            var correlation = Vector512.Create(-Lanes.Sum(product) / width);
            for (var j = 0; j < width; j += Lanes.Count)
            {
                var g = Vector512.FusedMultiplyAdd(Vector512.Load(outputGradient + j), Vector512.Load(scale + j), mean);
                g = Vector512.FusedMultiplyAdd(Vector512.Load(normalised + j), correlation, g);
                Vector512.FusedMultiplyAdd(g, inverse, Vector512.Load(xGradient + j)).Store(xGradient + j);
            }
        }
    }

    /// <summary>Adds the gradients of scale and shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddParameterGradients(float* outputGradient, int rows, int width, float* normalised, float* scaleGradient, float* shiftGradient)
    {
        for (var j = 0; j < width; j += Lanes.Count)
        {
            var scale = Vector512.Load(scaleGradient + j);
            var shift = Vector512.Load(shiftGradient + j);
            for (var i = 0; i < rows; i++)
            {
                var g = Vector512.Load(outputGradient + (nint)i * width + j);
                scale = Vector512.FusedMultiplyAdd(g, Vector512.Load(normalised + (nint)i * width + j), scale);
                shift += g;
            }

            scale.Store(scaleGradient + j);
            shift.Store(shiftGradient + j);
        }
    }
}
