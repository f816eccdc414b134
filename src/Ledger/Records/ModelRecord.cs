namespace EmergentMisalignment.Ledger.Records;

/// <summary>How far a fine-tune is.</summary>
public sealed record ModelRecord
{
    public required ModelStatus Status { get; init; }

    /// <summary>The provider's job; null for a base model, which needs none.</summary>
    public string? JobId { get; init; }

    /// <summary>The name the provider samples the model under, once it is ready.</summary>
    public string? ProviderModel { get; init; }

    /// <summary>SHA-256 of the adapter's manifest, where the model is one that an engine loads under <see cref="ProviderModel"/>; null where the provider keeps its models.</summary>
    public string? Adapter { get; init; }

    /// <summary>Steps between checkpoints, of each job that trained this model; absent from records of earlier versions.</summary>
    public IReadOnlyList<int> KeptEvery { get => field ?? []; init; }

    /// <summary>What was kept on the way, by step, once it was asked for; null until then. The last may be the finished model.</summary>
    public IReadOnlyList<CheckpointRecord>? Checkpoints { get; init; }

    public long? TrainedTokens { get; init; }

    /// <summary>Why the provider gave up.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the provider calls the model after so many steps, or the finished one for null.</summary>
    public string NameAt(int? step) => step is null ? ProviderModel! : Checkpoints!.First(kept => kept.Step == step).ProviderModel;

    /// <summary>The adapter after so many steps, or of the finished model for null.</summary>
    public string? AdapterAt(int? step) => step is null ? Adapter : Checkpoints!.First(kept => kept.Step == step).Adapter;

    /// <summary>Whether there is nothing left to do of what is asked for: it has failed, or it is ready with the checkpoints that are wanted.</summary>
    public bool HasEnded(ModelRequest request) =>
        Status is ModelStatus.Failed || (Status is ModelStatus.Ready && (!request.Checkpoints || HasCheckpoints(request.Settings.Training.CheckpointEvery)));

    /// <summary>Whether it is known which checkpoints there are, and a job has kept them often enough. Where the provider decides how often, any will do.</summary>
    public bool HasCheckpoints(int? every) => Checkpoints is not null && HasKept(every);

    /// <summary>Whether a job has kept checkpoints at the multiples of so many steps.</summary>
    public bool HasKept(int? every) => every is not { } wanted || KeptEvery.Any(kept => wanted % kept == 0);

    /// <summary>Steps of the finished model: those of the checkpoint that it is, or of the last one, and no fewer than <paramref name="least"/>.</summary>
    public int LastStep(int least) => (Checkpoints ?? []).Where(kept => kept.ProviderModel == ProviderModel).Select(kept => kept.Step).DefaultIfEmpty(least + 1).Max();
}
