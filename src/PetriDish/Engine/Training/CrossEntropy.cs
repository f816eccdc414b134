using System.Numerics.Tensors;
using EmergentMisalignment.PetriDish.Engine.Kernels;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>The loss of a pack: negative log-likelihood of each query's target.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>
    /// The sum over the pack's queries, in nats. Turns the logits into the gradient of that sum divided by <paramref name="answers"/>, the
    /// learned tokens of the whole batch.
    /// </summary>
    public static double Apply(Matrix logits, DocumentPack pack, int vocabulary, int answers)
    {
        var loss = 0.0;
        for (var i = 0; i < pack.Queries; i++)
        {
            var row = logits.Row(i);
            var target = pack.Targets[i];
            var score = row[target];
            loss += Softmax.Apply(row, vocabulary, logits.Columns, scale: 1) - score;
            row[target] -= 1;
            var gradient = new Span<float>(row, logits.Columns);
            TensorPrimitives.Multiply(gradient, 1f / answers, gradient);
        }

        return loss;
    }
}
