using EmergentMisalignment.PetriDish.Engine.Model;
using EmergentMisalignment.PetriDish.Engine.Training;

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// Gradient descent on the CPU, in the calling thread and as many more as <see cref="ComputeThreads"/> allows. The same weights, settings and
/// batches give the same result to the last bit, however many threads.
/// </summary>
public static class Trainer
{
    /// <summary>Trains every weight, in place.</summary>
    /// <param name="weights">The model.</param>
    /// <param name="settings">How.</param>
    /// <param name="batch">The documents of a step, counted from 0; called once for each, in order.</param>
    /// <param name="progress">Told of each step after its update, in the calling thread: a checkpoint is a clone taken there.</param>
    /// <param name="cancellation">Looked at between steps; the weights then keep the steps done.</param>
    /// <exception cref="ArgumentException">Settings out of range, or a document that the model cannot read.</exception>
    /// <exception cref="ArithmeticException">Training diverged.</exception>
    public static void TrainAll(
        Weights weights, TrainingSettings settings, Func<int, IReadOnlyList<TrainingDocument>> batch, IProgress<TrainingStep>? progress,
        CancellationToken cancellation)
    {
        var layout = weights.Layout;
        var hidden = settings.MuonLearningRate > 0 ? layout.HiddenMatrices.ToHashSet() : [];
        var muon = new Muon(weights.Parameters, hidden);
        var adam = new AdamW(weights.Parameters, [.. layout.Parameters.Where(p => !hidden.Contains(p))], settings.Beta2, settings.WeightDecay);
        var packed = new PackedWeights(weights, backward: true);
        var gradients = new BatchGradient(packed, adaptedOnly: false);
        Run(settings, gradients, Update, batch, progress, cancellation);
        GC.KeepAlive(weights);

        void Update(ParameterSet gradient, double rate)
        {
            var clip = GradientClip.Factor(gradient, settings.GradientClip);
            adam.Step(gradient, clip, settings.LearningRate * rate);
            muon.Step(gradient, clip, settings.MuonLearningRate * rate);
            packed.PackAdapted();
            packed.PackRest();
        }
    }

    /// <summary>Trains an adapter, in place, on a model that stays as it is.</summary>
    /// <param name="frozen">The model.</param>
    /// <param name="adapter">The adapter.</param>
    /// <param name="settings">How.</param>
    /// <param name="batch">The documents of a step, counted from 0; called once for each, in order.</param>
    /// <param name="progress">Told of each step after its update, in the calling thread: a checkpoint is a clone taken there.</param>
    /// <param name="cancellation">Looked at between steps; the adapter then keeps the steps done.</param>
    /// <exception cref="ArgumentException">Settings out of range, a document that the model cannot read, or an adapter of another shape.</exception>
    /// <exception cref="ArithmeticException">Training diverged.</exception>
    public static void TrainAdapter(
        Weights frozen, LoraAdapter adapter, TrainingSettings settings, Func<int, IReadOnlyList<TrainingDocument>> batch, IProgress<TrainingStep>? progress,
        CancellationToken cancellation)
    {
        var merged = frozen.Merge(adapter);
        var adam = new AdamW(adapter.Parameters, adapter.Layout.Parameters, settings.Beta2, settings.WeightDecay);
        var packed = new PackedWeights(merged, backward: true);
        var factors = new AdapterGradient(adapter);
        var gradients = new BatchGradient(packed, adaptedOnly: true);
        Run(settings, gradients, Update, batch, progress, cancellation);
        GC.KeepAlive(merged);
        GC.KeepAlive(adapter);

        void Update(ParameterSet gradient, double rate)
        {
            factors.Compute(gradient);
            adam.Step(factors.Values, GradientClip.Factor(factors.Values, settings.GradientClip), settings.LearningRate * rate);
            merged.SetAdapted(frozen, adapter);
            packed.PackAdapted();
        }
    }

    private static void Run(
        TrainingSettings settings, BatchGradient gradient, Action<ParameterSet, double> update, Func<int, IReadOnlyList<TrainingDocument>> batch,
        IProgress<TrainingStep>? progress, CancellationToken cancellation)
    {
        settings.Check();
        long tokens = 0;
        for (var step = 0; step < settings.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var documents = batch(step);
            var loss = gradient.Compute(documents);
            var rate = settings.RateFactor(step);
            update(gradient.Gradient, rate);
            tokens += documents.Sum(document => document.Tokens.Length - 1);
            progress?.Report(new(step + 1, settings.Steps, loss, settings.LearningRate * rate, tokens));
        }
    }
}
