namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>A line of the trainer's progress. Which members there are depends on <see cref="Event"/>: <c>infra/trainer/README.md</c> has the table.</summary>
public sealed record TrainerEvent
{
    public required string Event { get; init; }

    /// <summary>Optimiser steps behind it.</summary>
    public int Step { get; init; }

    public int TotalSteps { get; init; }

    /// <summary>Nats a token.</summary>
    public double? Loss { get; init; }

    /// <summary>Tokens that went through the model so far, those of earlier starts included.</summary>
    public long? Tokens { get; init; }

    public int? MicroBatch { get; init; }

    /// <summary>Folder of a checkpoint, or of the finished adapter.</summary>
    public string? Path { get; init; }

    /// <summary>Why it failed, in one sentence.</summary>
    public string? Message { get; init; }
}
