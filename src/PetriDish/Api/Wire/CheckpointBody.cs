using EmergentMisalignment.PetriDish.Jobs;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record CheckpointBody(string Id, long CreatedAt, string FineTuningJobId, string FineTunedModelCheckpoint, int StepNumber, CheckpointBody.Figures Metrics)
{
    public string Object { get; } = "fine_tuning.job.checkpoint";

    internal sealed record Figures(int Step, double TrainLoss);

    public static CheckpointBody Of(string job, JobCheckpoint kept) =>
        new(kept.Id, kept.CreatedAt.ToUnixTimeSeconds(), job, kept.Model, kept.Step, new(kept.Step, kept.TrainLoss));
}
