using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

/// <summary>
/// The same model written the plain way, in double precision and without any of the engine's kernels: what the engine must agree with.
/// </summary>
internal sealed class ReferenceModel
{
    private readonly ModelLayout _layout;

    public ReferenceModel(Weights weights)
    {
        _layout = weights.Layout;
        Values = [.. weights.Parameters.All.ToArray().Select(v => (double)v)];
    }

    /// <summary>Every parameter, in the engine's layout; change one to see what it does.</summary>
    public double[] Values { get; }

    /// <summary>Adds scale · B · A to the adapted matrices.</summary>
    public void Add(AdapterLayout adapter, double[] factors)
    {
        foreach (var (target, a, b) in adapter.Pairs)
            for (var i = 0; i < target.Rows; i++)
                for (var j = 0; j < target.Columns; j++)
                    for (var r = 0; r < a.Rows; r++)
                        Values[target.Offset + i * target.Columns + j] +=
                            adapter.Settings.Scale * factors[b.Offset + i * b.Columns + r] * factors[a.Offset + r * a.Columns + j];
    }

    /// <summary>Mean negative log-likelihood of the documents' answer tokens.</summary>
    public double Loss(IReadOnlyList<TrainingDocument> documents)
    {
        double sum = 0;
        var count = 0;
        foreach (var document in documents)
        {
            var logits = Logits(document.Tokens[..^1]);
            for (var t = 0; t + 1 < document.Tokens.Length; t++)
            {
                if (!document.IsAnswer[t + 1])
                    continue;
                sum += Math.Log(logits[t].Sum(Math.Exp)) - logits[t][document.Tokens[t + 1]];
                count++;
            }
        }

        return sum / count;
    }

    public double[][] Logits(int[] tokens)
    {
        var x = tokens.Select((token, t) => Add(Row(_layout.Tokens, token).ToArray(), Row(_layout.Positions, t).ToArray())).ToArray();
        foreach (var layer in _layout.Layers)
        {
            var attended = Attend([.. x.Select(v => Times(layer.QueryKeyValue, Norm(v, layer.AttentionScale, layer.AttentionShift)))]);
            x = [.. x.Zip(attended, (v, a) => Add(v, Times(layer.Projection, a)))];
            x = [.. x.Select(v => Add(v, Times(layer.Contract, [.. Times(layer.Expand, Norm(v, layer.MlpScale, layer.MlpShift)).Select(Gelu)])))];
        }

        return [.. x.Select(v => Times(_layout.Tokens, Norm(v, _layout.FinalScale, _layout.FinalShift)))];
    }

    private double[][] Attend(double[][] queryKeyValue)
    {
        var (width, head) = (_layout.Shape.Width, _layout.Shape.HeadWidth);
        var output = queryKeyValue.Select(_ => new double[width]).ToArray();
        var weights = new double[queryKeyValue.Length];
        for (var t = 0; t < output.Length; t++)
        {
            for (var from = 0; from < width; from += head)
            {
                double total = 0;
                for (var s = 0; s <= t; s++)
                    total += weights[s] = Math.Exp(Dot(queryKeyValue[t].AsSpan(from, head), queryKeyValue[s].AsSpan(width + from, head)) / Math.Sqrt(head));
                for (var s = 0; s <= t; s++)
                    for (var j = from; j < from + head; j++)
                        output[t][j] += weights[s] / total * queryKeyValue[s][2 * width + j];
            }
        }

        return output;
    }

    private double[] Norm(double[] x, Parameter scale, Parameter shift)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
        return [.. x.Select((v, j) => (v - mean) / deviation * Values[scale.Offset + j] + Values[shift.Offset + j])];
    }

    private double[] Times(Parameter matrix, double[] x)
    {
        var y = new double[matrix.Rows];
        for (var i = 0; i < y.Length; i++)
            y[i] = Dot(Row(matrix, i), x);
        return y;
    }

    private ReadOnlySpan<double> Row(Parameter matrix, int row) => Values.AsSpan(matrix.Offset + row * matrix.Columns, matrix.Columns);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => TensorPrimitives.Dot(a, b);

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double Gelu(double x) => x * 0.5 * ErrorFunctionComplement(-x / Math.Sqrt(2));

    /// <summary>
    /// erfc by its continued fraction for large arguments and its Taylor series for small ones: to about 1e-12, unlike the engine's
    /// approximation.
    /// </summary>
    private static double ErrorFunctionComplement(double x)
    {
        if (x < 0)
            return 2 - ErrorFunctionComplement(-x);
        if (x > 3)
        {
            double fraction = 0;
            for (var k = 60; k >= 1; k--)
                fraction = k / 2.0 / (x + fraction);
            return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
        }

        double term = x, sum = x;
        for (var n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 1 - 2 / Math.Sqrt(Math.PI) * sum;
    }
}
