using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.Bench.Petri;

/// <summary>The two forms of matrix product at the model's sizes, on one thread.</summary>
internal static class GemmBench
{
    private const double Operations = 2e9;

    public static IEnumerable<Benchmark> All
    {
        get
        {
            foreach (var (rows, inputs, outputs) in new[] { (2048, 96, 288), (256, 96, 192), (256, 96, 384), (256, 384, 96), (256, 96, 704) })
            {
                yield return Benchmark($"X·Wᵀ, {rows}×{inputs} by {inputs}×{outputs}, 1 thread", rows, inputs, outputs, Product);
                yield return Benchmark($"dYᵀ·X, {outputs}×{rows} by {rows}×{inputs}, 1 thread", rows, inputs, outputs, TransposedProduct);
            }
        }
    }

    private static Benchmark Benchmark(string name, int rows, int inputs, int outputs, Func<int, int, int, Action> product)
    {
        var operations = 2.0 * rows * inputs * outputs;
        var times = (int)(Operations / operations);
        return new(name, "GFLOP", "", times * operations / 1e9, () =>
        {
            var multiply = product(rows, inputs, outputs);
            return () =>
            {
                for (var i = 0; i < times; i++)
                    multiply();
            };
        });
    }

    private static unsafe Action Product(int rows, int inputs, int outputs)
    {
        var (x, y) = (Random(rows, inputs), new Matrix(rows, outputs));
        var panels = new Panels(inputs, outputs);
        panels.PackTransposed(Random(outputs, inputs).Pointer, inputs, outputs, inputs);
        return () =>
        {
            Gemm.Multiply(x.Pointer, inputs, rows, panels, y.Pointer, outputs);
            GC.KeepAlive(panels);
            GC.KeepAlive(x);
        };
    }

    private static unsafe Action TransposedProduct(int rows, int inputs, int outputs)
    {
        var (x, y, w) = (Random(rows, inputs), Random(rows, outputs), new Matrix(outputs, inputs));
        return () =>
        {
            Gemm.AddTransposedProduct(y.Pointer, outputs, outputs, x.Pointer, inputs, inputs, rows, w.Pointer, inputs);
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        };
    }

    private static Matrix Random(int rows, int columns)
    {
        var (random, matrix) = (new Random(1), new Matrix(rows, columns));
        foreach (ref var value in matrix.Span)
            value = random.NextSingle() - 0.5f;
        return matrix;
    }
}
