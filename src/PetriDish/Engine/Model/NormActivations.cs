using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>A layer norm's output, and what its backward pass needs.</summary>
internal sealed unsafe class NormActivations(int rows, int width)
{
    private readonly Matrix _normalised = new(rows, width);
    private readonly AlignedFloats _inverseDeviation = new(rows);

    public Matrix Output { get; } = new(rows, width);

    public void Forward(float* x, int rows, float* scale, float* shift) =>
        LayerNorm.Forward(x, rows, width, scale, shift, _normalised.Pointer, _inverseDeviation.Pointer, Output.Pointer);

    public void Backward(float* outputGradient, int rows, float* scale, float* xGradient) =>
        LayerNorm.Backward(outputGradient, rows, width, scale, _normalised.Pointer, _inverseDeviation.Pointer, xGradient);

    public void AddParameterGradients(float* outputGradient, int rows, float* scaleGradient, float* shiftGradient) =>
        LayerNorm.AddParameterGradients(outputGradient, rows, width, _normalised.Pointer, scaleGradient, shiftGradient);
}
