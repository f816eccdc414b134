using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>
/// Brings the singular values of a matrix near 1 by five Newton–Schulz steps X ← aX + (bG + cG²)X, where G = XXᵀ; for a tall matrix G = XᵀX and
/// it multiplies from the right. The coefficients are Jordan's: fast for small singular values, at the price of ending between about 0.7 and
/// 1.2.
/// </summary>
internal sealed unsafe class NewtonSchulz(int rows, int columns)
{
    private const int Steps = 5;
    private const float A = 3.4445f;
    private const float B = -4.7750f;
    private const float C = 2.0315f;

    private readonly int _side = Math.Min(rows, columns);
    private readonly Matrix _gram = new(Math.Min(rows, columns), Math.Min(rows, columns));
    private readonly Matrix _polynomial = new(Math.Min(rows, columns), Math.Min(rows, columns));
    private readonly Matrix _change = new(rows, columns);
    private readonly Panels _transposed = new(columns, rows);

    /// <summary>The matrix to make orthogonal, in place.</summary>
    public Matrix Matrix { get; } = new(rows, columns);

    public void Run()
    {
        TensorPrimitives.Multiply(Matrix.Span, 1 / (MathF.Sqrt(Lanes.SumOfSquares(Matrix.Pointer, Lanes.RoundUp(Matrix.Length))) + 1e-7f), Matrix.Span);
        for (var step = 0; step < Steps; step++)
            Step();
        GC.KeepAlive(this);
    }

    private void Step()
    {
        float* x = Matrix.Pointer, gram = _gram.Pointer, polynomial = _polynomial.Pointer;
        if (rows > columns)
        {
            _gram.Span.Clear();
            Gemm.AddTransposedProduct(x, columns, columns, x, columns, columns, rows, gram, _side);
        }
        else
        {
            _transposed.PackTransposed(x, columns, rows, columns);
            Gemm.Multiply(x, columns, rows, _transposed, gram, _side);
        }

        // The polynomial begins as (b / c) · G, gains G · G and is scaled by c: one product fewer to write.
        TensorPrimitives.Multiply(_gram.Span, B / C, _polynomial.Span);
        Gemm.AddProduct(gram, _side, _side, gram, _side, _side, _side, polynomial, _side);
        TensorPrimitives.Multiply(_polynomial.Span, C, _polynomial.Span);

        TensorPrimitives.Multiply(Matrix.Span, A, _change.Span);
        if (rows > columns)
            Gemm.AddProduct(x, columns, rows, polynomial, _side, columns, _side, _change.Pointer, columns);
        else
            Gemm.AddProduct(polynomial, _side, rows, x, columns, columns, _side, _change.Pointer, columns);
        _change.Span.CopyTo(Matrix.Span);
    }
}
