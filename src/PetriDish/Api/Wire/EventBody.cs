using EmergentMisalignment.PetriDish.Jobs;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record EventBody(string Id, long CreatedAt, string Level, string Message, StepMetrics? Data)
{
    public string Object { get; } = "fine_tuning.job.event";

    public string Type => Data is null ? "message" : "metrics";

    public static EventBody Of(JobEvent happened) => new(happened.Id, happened.CreatedAt.ToUnixTimeSeconds(), happened.Level, happened.Message, happened.Metrics);
}
