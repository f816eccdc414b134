using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>A weight matrix (outputs × inputs) packed for Y = X · Wᵀ, and for dX = dY · W when it is to be trained through.</summary>
internal sealed unsafe class PackedLinear(int outputs, int inputs, bool backward)
{
    private readonly Panels _forward = new(inputs, outputs);
    private readonly Panels? _backward = backward ? new(outputs, inputs) : null;

    public void Pack(float* weights)
    {
        _forward.PackTransposed(weights, inputs, outputs, inputs);
        _backward?.Pack(weights, outputs, inputs, inputs);
    }

    /// <summary>y (rows × outputs, or a wider stride) = or += x · Wᵀ.</summary>
    public void Apply(float* x, int rows, float* y, int yStride, bool accumulate = false) =>
        Gemm.Multiply(x, inputs, rows, _forward, y, yStride, accumulate);

    /// <summary>xGradient (rows × inputs) = or += yGradient · W.</summary>
    public void ApplyBackward(float* yGradient, int yStride, int rows, float* xGradient, bool accumulate = false) =>
        Gemm.Multiply(yGradient, yStride, rows, _backward!, xGradient, inputs, accumulate);
}
