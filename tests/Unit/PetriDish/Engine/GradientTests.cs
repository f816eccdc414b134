using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Engine.Model;
using EmergentMisalignment.PetriDish.Engine.Training;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

public class GradientTests
{
    private static readonly TrainingDocument[] Batch = SmallModels.Documents(3, 41, 9, 2, 11);

    [Fact]
    public void The_loss_is_that_of_a_plain_model_in_double_precision()
    {
        var weights = SmallModels.Lively(1);
        var loss = new BatchGradient(new PackedWeights(weights, backward: true), adaptedOnly: false).Compute(Batch);
        Assert.Equal(new ReferenceModel(weights).Loss(Batch), loss, 1e-5);
    }

    [Fact]
    public void Every_parameters_gradient_agrees_with_central_differences()
    {
        var weights = SmallModels.Lively(1);
        var gradient = new BatchGradient(new PackedWeights(weights, backward: true), adaptedOnly: false);
        gradient.Compute(Batch);
        var reference = new ReferenceModel(weights);
        foreach (var p in weights.Layout.Parameters)
            AssertAgrees(p, gradient.Gradient.Values(p), i => Slope(ref reference.Values[p.Offset + i], () => reference.Loss(Batch)));
    }

    [Fact]
    public void An_adapters_gradient_agrees_with_central_differences()
    {
        var weights = SmallModels.Lively(1);
        var adapter = LivelyAdapter();
        var gradient = new BatchGradient(new PackedWeights(weights.Merge(adapter), backward: true), adaptedOnly: true);
        gradient.Compute(Batch);
        var factors = new AdapterGradient(adapter);
        factors.Compute(gradient.Gradient);
        var values = adapter.Parameters.All.ToArray().Select(v => (double)v).ToArray();
        foreach (var p in adapter.Layout.Parameters)
            AssertAgrees(p, factors.Values.Values(p), i => Slope(ref values[p.Offset + i], () => LossWith(weights, adapter.Layout, values)));
    }

    [Fact]
    public void Training_an_adapter_computes_nothing_else_and_the_same()
    {
        var weights = SmallModels.Lively(1);
        var packed = new PackedWeights(weights, backward: true);
        var (all, adapted) = (new BatchGradient(packed, adaptedOnly: false), new BatchGradient(packed, adaptedOnly: true));
        Assert.Equal(all.Compute(Batch), adapted.Compute(Batch));
        foreach (var p in weights.Layout.Parameters)
        {
            if (weights.Layout.AdaptedMatrices.Contains(p))
                Assert.Equal(all.Gradient.Values(p), adapted.Gradient.Values(p));
            else
                Assert.False(adapted.Gradient.Values(p).ContainsAnyExcept(0f));
        }
    }

    private static double LossWith(Weights weights, AdapterLayout adapter, double[] factors)
    {
        var reference = new ReferenceModel(weights);
        reference.Add(adapter, factors);
        return reference.Loss(Batch);
    }

    internal static LoraAdapter LivelyAdapter()
    {
        var adapter = LoraAdapter.Create(SmallModels.Shape, new(Rank: 5, Alpha: 3), seed: 8);
        foreach (var pair in adapter.Layout.Pairs)
            adapter.Parameters.FillNormal(pair.B, 0.1, seed: 9);
        return adapter;
    }

    /// <summary>Half a dozen entries spread over the parameter, and an error far below what a wrong factor or a missing path would give.</summary>
    private static void AssertAgrees(Parameter p, ReadOnlySpan<float> gradient, Func<int, double> slope)
    {
        double error = 0, size = 0;
        for (var i = 0; i < p.Length; i += Math.Max(1, p.Length / 6) + 1)
        {
            var expected = slope(i);
            error += (gradient[i] - expected) * (gradient[i] - expected);
            size += expected * expected;
        }

        Assert.True(Math.Sqrt(error) <= 2e-4 * Math.Sqrt(size) + 1e-7, $"{p.Name}: error {Math.Sqrt(error):g3} on gradients of {Math.Sqrt(size):g3}");
    }

    private static double Slope(ref double value, Func<double> loss)
    {
        const double Step = 1e-4;
        var at = value;
        value = at + Step;
        var up = loss();
        value = at - Step;
        var down = loss();
        value = at;
        return (up - down) / (2 * Step);
    }
}
