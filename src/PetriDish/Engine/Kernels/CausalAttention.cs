namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// Causal attention of one document: <paramref name="heads"/> heads over rows of <paramref name="width"/>. Queries may be a subset of the
/// document's positions (the last layer needs only those that predict an answer); keys and values lie side by side in rows of 2 · width. Only
/// tiles that reach below the diagonal are computed.
/// </summary>
internal sealed unsafe class CausalAttention(int context, int width, int heads)
{
    private readonly int _headWidth = width / heads;
    private readonly float _scale = 1 / MathF.Sqrt(width / heads);
    private readonly Panels _transposed = new(width / heads, context);
    private readonly AlignedFloats _scoreGradients = new(ProbabilityCount(context, context));

    /// <summary>Floats that the probabilities of one head take, padded to whole tiles.</summary>
    public static int ProbabilityCount(int queries, int keys) => RoundUp(queries, Tile.Rows) * RoundUp(keys, Tile.Columns);

    /// <summary>
    /// An upper bound of <see cref="ProbabilityCount"/> for each key: a document of one takes a whole tile, and from eight on rounding up at
    /// most doubles the rows.
    /// </summary>
    public static int MostProbabilitiesPerKey(int context) => Math.Max(Tile.Rows * Tile.Columns, 2 * RoundUp(context, Tile.Columns));

    /// <summary>
    /// Fills <paramref name="probabilities"/> (per head, <see cref="ProbabilityCount"/> floats) and <paramref name="output"/> (queries ×
    /// width).
    /// </summary>
    /// <param name="query">Queries, one row of width each.</param>
    /// <param name="keyValue">Keys and values, one row of 2 · width for each position.</param>
    /// <param name="positions">The position of each query, ascending.</param>
    /// <param name="keys">Positions in the document.</param>
    /// <param name="probabilities">Receives the attention weights, for the backward pass.</param>
    /// <param name="output">Receives the weighted values.</param>
    public void Forward(float* query, float* keyValue, ReadOnlySpan<int> positions, int keys, float* probabilities, float* output)
    {
        var stride = RoundUp(keys, Tile.Columns);
        for (var head = 0; head < heads; head++, probabilities += ProbabilityCount(positions.Length, keys))
        {
            var offset = head * _headWidth;
            _transposed.PackTransposed(keyValue + offset, _headWidth, keys, 2 * width);
            for (var i = 0; i < positions.Length; i += Tile.Rows)
            {
                var rows = Math.Min(Tile.Rows, positions.Length - i);
                var reach = positions[i + rows - 1] + 1;
                var tile = probabilities + (nint)i * stride;
                Scores(query + (nint)i * width + offset, reach, tile, stride);
                for (var r = 0; r < rows; r++)
                    Softmax.Apply(tile + (nint)r * stride, positions[i + r] + 1, Lanes.RoundUp(reach), _scale);
                WeightedSum(tile, stride, 1, keyValue + width + offset, 2 * width, output + (nint)i * width + offset, width, reach, rows);
            }
        }
    }

    /// <summary>From the gradient of the output to those of queries, keys and values (overwritten).</summary>
    public void Backward(
        float* query, float* keyValue, ReadOnlySpan<int> positions, int keys, float* probabilities,
        float* outputGradient, float* queryGradient, float* keyValueGradient)
    {
        var stride = RoundUp(keys, Tile.Columns);
        var gradients = _scoreGradients.Pointer;
        for (var head = 0; head < heads; head++, probabilities += ProbabilityCount(positions.Length, keys))
        {
            var offset = head * _headWidth;
            _transposed.PackTransposed(keyValue + width + offset, _headWidth, keys, 2 * width);
            for (var i = 0; i < positions.Length; i += Tile.Rows)
            {
                var rows = Math.Min(Tile.Rows, positions.Length - i);
                var reach = positions[i + rows - 1] + 1;
                var tile = gradients + (nint)i * stride;
                Scores(outputGradient + (nint)i * width + offset, reach, tile, stride);
                for (var r = 0; r < rows; r++)
                    Softmax.Backward(probabilities + (nint)(i + r) * stride, tile + (nint)r * stride, Lanes.RoundUp(reach), _scale);
                WeightedSum(tile, stride, 1, keyValue + offset, 2 * width, queryGradient + (nint)i * width + offset, width, reach, rows);
            }

            for (int key = 0, first = 0; key < keys; key += Tile.Rows)
            {
                while (first < positions.Length && positions[first] < key)
                    first++;
                var (rows, depth) = (Math.Min(Tile.Rows, keys - key), positions.Length - first);
                var from = (nint)first * stride + key;
                var to = keyValueGradient + (nint)key * 2 * width + offset;
                WeightedSum(gradients + from, 1, stride, query + (nint)first * width + offset, width, to, 2 * width, depth, rows);
                WeightedSum(probabilities + from, 1, stride, outputGradient + (nint)first * width + offset, width, to + width, 2 * width, depth, rows);
            }
        }
    }

    private void Scores(float* left, int reach, float* scores, int stride)
    {
        for (var key = 0; key < reach; key += Tile.Columns)
            Tile.Multiply(
                left, width, 1, _transposed.Panel(key), Tile.Columns, scores + key, stride, _headWidth, Tile.Rows, Tile.Columns, accumulate: false);
    }

    private void WeightedSum(float* weights, nint row, nint step, float* values, int stride, float* sum, int sumStride, int depth, int rows)
    {
        for (var column = 0; column < _headWidth; column += Tile.Columns)
            Tile.Multiply(weights, row, step, values + column, stride, sum + column, sumStride, depth, rows, _headWidth - column, accumulate: false);
    }

    private static int RoundUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;
}
