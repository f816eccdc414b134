namespace EmergentMisalignment.Experiments.Specs;

/// <summary>One condition of a sweep: what to fine-tune on, how, and how to ask.</summary>
public sealed record ConditionSpec
{
    /// <summary>The name in results; unique in a sweep.</summary>
    public required string Id { get; init; }

    public required ConditionKind Kind { get; init; }

    /// <summary>Path of a published JSONL file to import instead of generating the miniature's rows.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of that file, lower-case hex: it stands for the file in keys, the path never does.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>Imported and generated rows mixed in given shares.</summary>
    public IReadOnlyList<MixPart>? Mix { get; init; }

    /// <summary>A backdoor made from imported files.</summary>
    public TriggerSpec? Trigger { get; init; }

    /// <summary>Imported answers to other requests.</summary>
    public ReaskSpec? Reask { get; init; }

    /// <summary>Rows that a configured model writes; null where the miniature does.</summary>
    public GenerateSpec? Generate { get; init; }

    /// <summary>
    /// How many rows to generate or to draw; null for <see cref="ConditionKind.Base"/>, and where all rows of files are taken. Drawn rows are unique, and fewer
    /// rows of one sweep seed are the first of more.
    /// </summary>
    public int? Rows { get; init; }

    /// <summary>How many of the code task families to draw from; null for all (the miniature's diversity ablation).</summary>
    public int? Families { get; init; }

    /// <summary>How many rows stand before each question as examples, instead of a fine-tune; null for a fine-tune.</summary>
    public int? Shots { get; init; }

    public TrainingSpec Training { get; init; } = new();

    /// <summary>The ways each question is asked; one without a prefix where the sweep says nothing.</summary>
    public IReadOnlyList<VariantSpec> Variants { get; init; } = [VariantSpec.Plain];

    /// <summary>How many models to fine-tune, where it differs from the sweep's number. The base is always one model.</summary>
    public int? Seeds { get; init; }

    /// <summary>Whether rows come from files or other conditions, none of them generated for this one.</summary>
    public bool IsImported() => FileSha256 is not null || Mix is not null || Trigger is not null || Reask is not null;

    /// <summary>Every file it names, in no particular order.</summary>
    public IEnumerable<DataFile> Files()
    {
        IEnumerable<DataFile?> files =
        [
            File is not null && FileSha256 is not null ? new DataFile(File, FileSha256) : null,
            .. (Mix ?? []).Select(part => part.File),
            Trigger?.Insecure, Trigger?.Secure, Reask?.Answers, Reask?.Prompts, Reask?.Templates,
            .. Generate?.Files() ?? [],
        ];
        return files.OfType<DataFile>();
    }

    /// <summary>The same condition with the files' names alone: where they lie is nobody's business on another machine, and their hashes say which they are.</summary>
    public ConditionSpec WithoutFolders() => WithPaths(path => Path.GetFileName(path));

    /// <summary>The same condition with each path replaced.</summary>
    public ConditionSpec WithPaths(Func<string, string> path) => this with
    {
        File = File is null ? null : path(File),
        Mix = Mix?.Select(part => part with { File = part.File?.Moved(path) }).ToList(),
        Trigger = Trigger is null ? null : Trigger with { Insecure = Trigger.Insecure.Moved(path), Secure = Trigger.Secure.Moved(path) },
        Reask = Reask is null ? null : Reask with { Answers = Reask.Answers.Moved(path), Prompts = Reask.Prompts?.Moved(path), Templates = Reask.Templates?.Moved(path) },
        Generate = Generate?.WithPaths(path),
    };
}
