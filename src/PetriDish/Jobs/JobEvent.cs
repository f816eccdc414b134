namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Something that happened to a job; with the step's figures when it reports training.</summary>
internal sealed record JobEvent(string Id, DateTimeOffset CreatedAt, string Level, string Message, StepMetrics? Metrics);
