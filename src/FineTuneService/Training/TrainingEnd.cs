namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>How one start of the trainer ended.</summary>
/// <param name="Exit">The cause.</param>
/// <param name="Error">The trainer's own sentence about it; null when it is done.</param>
/// <param name="Finished">The event with the adapter; null unless it is done.</param>
/// <param name="MicroBatch">Rows at once at which memory ran out.</param>
internal sealed record TrainingEnd(TrainerExit Exit, string? Error, TrainerEvent? Finished = null, int? MicroBatch = null);
