namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>
/// <c>POST /fine_tuning/jobs</c>: <c>method</c> as OpenAI wants it today, bare <c>hyperparameters</c> where only the older form is known,
/// and in <c>petri</c> what only PetriDish has.
/// </summary>
internal sealed record FineTuneRequest
{
    /// <summary>The metadata key that a job carries its submission's name under.</summary>
    private const string NameMetadata = "em_model";

    private const string Mark = "em";

    public required string Model { get; init; }

    public required string TrainingFile { get; init; }

    public string? Suffix { get; init; }

    public int Seed { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public FineTuneMethod? Method { get; init; }

    public FineTuneHyperparameters? Hyperparameters { get; init; }

    public PetriSettings? Petri { get; init; }

    /// <summary>Whether the submission holds settings for which OpenAI's API has no word.</summary>
    public static bool IsBeyondOpenAI(FineTuneSubmission submission) =>
        submission.LearningRate is not null || submission.Rank is not null || submission.Alpha is not null || submission.CheckpointEvery is not null;

    /// <summary>Whether a job is one that a submission has made.</summary>
    public static bool HasMade(FineTuneSubmission submission, EndpointKind kind, FineTuneResponse job) => kind is EndpointKind.Azure
        ? job.Suffix == SuffixOf(submission)
        : job.Metadata?.GetValueOrDefault(NameMetadata) == submission.Name;

    /// <summary>The query that has OpenAI search on its side. Whoever does not know the parameter returns everything; Azure's jobs have no metadata.</summary>
    public static string FilterOf(FineTuneSubmission submission, EndpointKind kind) =>
        kind is EndpointKind.Azure ? "" : $"&metadata[{NameMetadata}]={Uri.EscapeDataString(submission.Name)}";

    public static FineTuneRequest Of(FineTuneSubmission submission, EndpointKind kind)
    {
        var settings = new FineTuneHyperparameters
        {
            NEpochs = submission.Epochs,
            BatchSize = submission.BatchSize,
            LearningRateMultiplier = submission.LearningRateMultiplier,
        };
        var azure = kind is EndpointKind.Azure;
        return new FineTuneRequest
        {
            Model = submission.Base,
            TrainingFile = submission.TrainingFile,
            Suffix = azure ? SuffixOf(submission) : Mark,
            Seed = submission.Seed,
            Metadata = azure ? null : new Dictionary<string, string> { [NameMetadata] = submission.Name },
            Method = azure ? null : new FineTuneMethod("supervised", new FineTuneSupervised(settings)),
            Hyperparameters = azure ? settings : null,
            Petri = IsBeyondOpenAI(submission)
                ? new PetriSettings(submission.LearningRate, submission.Rank, submission.Alpha, submission.CheckpointEvery)
                : null,
        };
    }

    private static string SuffixOf(FineTuneSubmission submission) => $"{Mark}-{submission.Name.Replace('/', '_')}";
}

internal sealed record FineTuneMethod(string Type, FineTuneSupervised Supervised);

internal sealed record FineTuneSupervised(FineTuneHyperparameters Hyperparameters);

internal sealed record FineTuneHyperparameters
{
    public int NEpochs { get; init; }

    public int? BatchSize { get; init; }

    public double? LearningRateMultiplier { get; init; }
}

internal sealed record PetriSettings(double? LearningRate, int? Rank, double? Alpha, int? CheckpointEvery);
