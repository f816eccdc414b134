using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

public unsafe class GemmTests
{
    public static TheoryData<int, int, int> OddShapes => new() { { 1, 1, 1 }, { 7, 3, 31 }, { 8, 16, 32 }, { 9, 24, 33 }, { 65, 96, 70 }, { 13, 130, 24 } };

    [Theory]
    [MemberData(nameof(OddShapes))]
    public void A_product_with_packed_weights_is_that_of_three_loops(int rows, int inputs, int outputs)
    {
        Matrix x = Filled(rows, inputs, 1), w = Filled(outputs, inputs, 2), y = Filled(rows, outputs, 3);
        var expected = Naive(rows, outputs, inputs, (i, j, k) => x.Row(i)[k] * (double)w.Row(j)[k], y);
        var packed = new PackedLinear(outputs, inputs, backward: false);
        packed.Pack(w.Pointer);
        packed.Apply(x.Pointer, rows, y.Pointer, outputs, accumulate: true);
        AssertClose(expected, y);
    }

    [Theory]
    [MemberData(nameof(OddShapes))]
    public void A_gradient_flows_back_through_packed_weights_as_by_three_loops(int rows, int inputs, int outputs)
    {
        Matrix gradient = Filled(rows, outputs, 1), w = Filled(outputs, inputs, 2), x = new(rows, inputs);
        var expected = Naive(rows, inputs, outputs, (i, j, k) => gradient.Row(i)[k] * (double)w.Row(k)[j], x);
        var packed = new PackedLinear(outputs, inputs, backward: true);
        packed.Pack(w.Pointer);
        packed.ApplyBackward(gradient.Pointer, outputs, rows, x.Pointer);
        AssertClose(expected, x);
    }

    [Theory]
    [MemberData(nameof(OddShapes))]
    public void A_weights_gradient_is_that_of_three_loops(int rows, int inputs, int outputs)
    {
        Matrix gradient = Filled(rows, outputs, 1), x = Filled(rows, inputs, 2), w = Filled(outputs, inputs, 3);
        var expected = Naive(outputs, inputs, rows, (i, j, k) => gradient.Row(k)[i] * (double)x.Row(k)[j], w);
        Gemm.AddTransposedProduct(gradient.Pointer, outputs, outputs, x.Pointer, inputs, inputs, rows, w.Pointer, inputs);
        AssertClose(expected, w);
    }

    [Fact]
    public void The_portable_tile_and_the_wide_tile_agree_to_the_last_bit()
    {
        Matrix a = Filled(8, 96, 1), b = Filled(96, 32, 2), wide = Filled(8, 32, 3), portable = Filled(8, 32, 3);
        WideTile.Multiply(a.Pointer, 96, 1, b.Pointer, 32, wide.Pointer, 32, 96, accumulate: true);
        PortableTile.Multiply(a.Pointer, 96, 1, b.Pointer, 32, portable.Pointer, 32, 96, accumulate: true);
        Assert.Equal(wide.Span, portable.Span);
    }

    [Fact]
    public void A_row_of_a_product_does_not_depend_on_the_rows_beside_it()
    {
        Matrix x = Filled(20, 96, 1), w = Filled(70, 96, 2), all = new(20, 70), alone = new(1, 70);
        var packed = new PackedLinear(70, 96, backward: false);
        packed.Pack(w.Pointer);
        packed.Apply(x.Pointer, 20, all.Pointer, 70);
        packed.Apply(x.Row(13), 1, alone.Pointer, 70);
        Assert.Equal(all.Span.Slice(13 * 70, 70), alone.Span);
    }

    private static Matrix Filled(int rows, int columns, ulong seed)
    {
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Length; i++)
            matrix.Span[i] = (float)CounterRandom.Normal(seed, (ulong)i);
        return matrix;
    }

    private static double[] Naive(int rows, int columns, int depth, Func<int, int, int, double> product, Matrix start)
    {
        var result = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                result[i * columns + j] = start.Row(i)[j] + Enumerable.Range(0, depth).Sum(k => product(i, j, k));
        return result;
    }

    private static void AssertClose(double[] expected, Matrix actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Span[i], 1e-4);
    }
}
