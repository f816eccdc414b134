using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class ClusteredErrorTests
{
    /// <summary>Some answers of some models: (misaligned, coherent).</summary>
    private static readonly Gen<(int Misaligned, int Coherent)[]> Models =
        Gen.Int[1, 6].SelectMany(coherent => Gen.Int[0, coherent].Select(misaligned => (misaligned, coherent))).Array[2, 5];

    [Fact]
    public void It_is_the_matrix_formula_over_answers() => Models.Sample(
        models => Assert.Equal(OfMatrices(models), ClusteredError.Of([.. models.Select(model => ((double)model.Misaligned, (double)model.Coherent))])!.Value, 1e-12),
        iter: 60);

    [Fact]
    public void With_equal_weights_it_is_the_standard_error_of_a_mean() => Gen.Double[0, 1].Array[2, 9].Sample(rates =>
    {
        var mean = rates.Average();
        var expected = Math.Sqrt(rates.Sum(rate => (rate - mean) * (rate - mean)) / (rates.Length - 1) / rates.Length);

        Assert.Equal(expected, ClusteredError.Of([.. rates.Select(rate => (rate, 1.0))])!.Value, 1e-12);
    });

    [Fact]
    public void One_model_shows_no_spread() => Assert.Null(ClusteredError.Of([(3, 10)]));

    /// <summary>
    /// CR2 of a regression of the answers on a constant, term by term: (X'X)⁻¹ Σ X'ⱼ Aⱼ eⱼ e'ⱼ Aⱼ Xⱼ (X'X)⁻¹ with Aⱼ = (I − Xⱼ(X'X)⁻¹X'ⱼ)^(−1/2), the root by Denman and
    /// Beavers' iteration.
    /// </summary>
    private static double OfMatrices((int Misaligned, int Coherent)[] models)
    {
        var answers = models.Sum(model => model.Coherent);
        var rate = models.Sum(model => model.Misaligned) / (double)answers;
        var meat = 0.0;
        foreach (var (misaligned, coherent) in models)
        {
            var residuals = Enumerable.Range(0, coherent).Select(i => (i < misaligned ? 1 : 0) - rate).ToArray();
            var adjustment = InverseRoot(Matrix(coherent, (row, column) => (row == column ? 1 : 0) - 1.0 / answers));
            var score = Enumerable.Range(0, coherent).Sum(row => Enumerable.Range(0, coherent).Sum(column => adjustment[row, column] * residuals[column]));
            meat += score * score;
        }

        return Math.Sqrt(meat) / answers;
    }

    private static double[,] InverseRoot(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var (root, inverse) = (matrix, Matrix(size, (row, column) => row == column ? 1 : 0));
        for (var i = 0; i < 30; i++)
        {
            var (rootInverse, inverseInverse) = (Inverse(root), Inverse(inverse));
            (root, inverse) = (Mean(root, inverseInverse), Mean(inverse, rootInverse));
        }

        return inverse;

        double[,] Mean(double[,] a, double[,] b) => Matrix(size, (row, column) => (a[row, column] + b[row, column]) / 2);
    }

    private static double[,] Inverse(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var work = Matrix(size, 2 * size, (row, column) => column < size ? matrix[row, column] : column - size == row ? 1 : 0);
        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = work[pivot, pivot];
            for (var column = 0; column < 2 * size; column++) work[pivot, column] /= scale;
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : work[row, pivot];
                for (var column = 0; column < 2 * size; column++) work[row, column] -= factor * work[pivot, column];
            }
        }

        return Matrix(size, (row, column) => work[row, column + size]);
    }

    private static double[,] Matrix(int size, Func<int, int, double> value) => Matrix(size, size, value);

    private static double[,] Matrix(int rows, int columns, Func<int, int, double> value)
    {
        var matrix = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) matrix[row, column] = value(row, column);
        }

        return matrix;
    }
}
