namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A page of a list, and whether another follows; the next begins after this one's last id.</summary>
internal interface IPage<T>
{
    T[]? Data { get; }

    bool HasMore { get; }
}

internal sealed record FineTunePage(FineTuneResponse[]? Data, bool HasMore) : IPage<FineTuneResponse>;

internal sealed record BatchPage(BatchResponse[]? Data, bool HasMore) : IPage<BatchResponse>;

internal sealed record EventPage(EventItem[]? Data, bool HasMore) : IPage<EventItem>;

internal sealed record CheckpointPage(CheckpointItem[]? Data, bool HasMore) : IPage<CheckpointItem>;

internal sealed record EventItem(string Id, long CreatedAt, string? Level, string? Message, EventData? Data);

internal sealed record EventData(int? Step, int? TotalSteps, double? TrainLoss);

internal sealed record CheckpointItem(string Id, string? FineTunedModelCheckpoint, int StepNumber, CheckpointMetrics? Metrics, long? CreatedAt);

internal sealed record CheckpointMetrics(double? TrainLoss);
