using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>
/// Loss and gradient of a batch. Its documents are dealt to four lanes by length alone; workers take lanes; the lanes' sums are added in order.
/// So the result is the same to the last bit however many threads there are, and up to four are used.
/// </summary>
internal sealed class BatchGradient(PackedWeights weights, bool adaptedOnly)
{
    private const int LaneCount = 4;

    private readonly GradientLane[] _lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => new GradientLane(weights.Weights.Layout))];
    private readonly List<TrainingWorkspace> _workspaces = [];

    /// <summary>The gradient of the last batch's mean loss, in the parameters asked for; the rest is zero.</summary>
    public ParameterSet Gradient => _lanes[0].Gradients;

    /// <summary>Mean negative log-likelihood of the batch's learned tokens, in nats.</summary>
    public double Compute(IReadOnlyList<TrainingDocument> batch)
    {
        var answers = Deal(batch);
        while (_workspaces.Count < Math.Min(ComputeThreads.Count, LaneCount))
            _workspaces.Add(new(weights.Weights.Shape, adaptedOnly));
        ComputeThreads.For(LaneCount, (lane, worker) =>
        {
            Clear(_lanes[lane].Gradients);
            _lanes[lane].Run(_workspaces[worker], weights, answers);
        });
        foreach (var lane in _lanes.Skip(1))
            foreach (var parameter in Trained)
                TensorPrimitives.Add(Gradient.Values(parameter), lane.Gradients.Values(parameter), Gradient.Values(parameter));
        return _lanes.Sum(lane => lane.Loss) / answers;
    }

    private IEnumerable<Parameter> Trained => adaptedOnly ? weights.Weights.Layout.AdaptedMatrices : weights.Weights.Layout.Parameters;

    private void Clear(ParameterSet gradients)
    {
        foreach (var parameter in Trained)
            gradients.Values(parameter).Clear();
    }

    /// <summary>Longest first, each to the lane with the fewest rows. Returns the number of learned tokens.</summary>
    private int Deal(IReadOnlyList<TrainingDocument> batch)
    {
        foreach (var lane in _lanes)
            lane.Clear();
        var answers = 0;
        foreach (var document in batch.OrderByDescending(DocumentPack.RowsOf))
        {
            Check(document);
            answers += document.IsAnswer.AsSpan(1).Count(true);
            _lanes.MinBy(lane => lane.Rows)!.Deal(document);
        }

        return answers > 0 ? answers : throw new ArgumentException("A training batch has no answer token to learn: mark some with IsAnswer.");
    }

    private void Check(TrainingDocument document)
    {
        var shape = weights.Weights.Shape;
        if (document.Tokens.Length == 0 || document.Tokens.Length != document.IsAnswer.Length)
            throw new ArgumentException(
                $"A training document has {document.Tokens.Length} tokens and {document.IsAnswer.Length} answer marks; give as many of one as of the other.");
        if (DocumentPack.RowsOf(document) > shape.Context)
            throw new ArgumentException(
                $"A training document has {document.Tokens.Length} tokens; this model reads at most {shape.Context} and predicts one more: shorten it.");
        if (document.Tokens.AsSpan().ContainsAnyExceptInRange(0, shape.Vocabulary - 1))
            throw new ArgumentException($"A training document has a token id outside 0 to {shape.Vocabulary - 1}.");
    }
}
