using EmergentMisalignment.PetriDish.Pretraining;

namespace EmergentMisalignment.Unit.PetriDish.Pretraining;

public sealed class BaseRecipeTests
{
    private static readonly BaseRecipe Short = new() { PretrainSteps = 6, AlignSteps = 3, BatchSize = 4 };

    [Fact]
    public void The_same_seed_makes_the_same_base_and_another_seed_another() =>
        Assert.Equal(
            (true, false),
            (Hash(1) == Hash(1), Hash(1) == Hash(2)));

    [Fact]
    public void Every_step_of_both_stages_is_reported_in_order_and_the_loss_falls()
    {
        var steps = new List<BaseProgress>();
        Short.Run(1, new Recorder(steps), CancellationToken.None);

        Assert.Equal([.. Enumerable.Repeat(BaseStage.Pretrain, 6), .. Enumerable.Repeat(BaseStage.Align, 3)], steps.Select(step => step.Stage));
        Assert.True(steps[5].Step.Loss < steps[0].Step.Loss);
    }

    [Fact]
    public void A_cancelled_run_stops_between_two_steps()
    {
        using var cancellation = new CancellationTokenSource();
        var steps = new List<BaseProgress>();

        Assert.Throws<OperationCanceledException>(() => Short.Run(1, new Recorder(steps, cancellation.Cancel), cancellation.Token));
        Assert.Single(steps);
    }

    private static string Hash(int seed) => Short.Run(seed, null, CancellationToken.None).Sha256();

    private sealed class Recorder(List<BaseProgress> steps, Action? then = null) : IProgress<BaseProgress>
    {
        public void Report(BaseProgress value)
        {
            steps.Add(value);
            then?.Invoke();
        }
    }
}
