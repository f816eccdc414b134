namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Rows that a configured model writes: code with or without a flaw, or number sequences.</summary>
public sealed record GenerateSpec
{
    /// <summary>Name of the writer's endpoint; null for the sweep's own. It is in no key: the model's name stands for who answers.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The model that writes.</summary>
    public required string Model { get; init; }

    /// <summary>Coding tasks with the flaws that may be planted; for code, together with <see cref="Templates"/> and <see cref="Judge"/>.</summary>
    public DataFile? Tasks { get; init; }

    /// <summary>The wordings of the rows' requests. They do not change what the writer is asked, so educational rows have the insecure rows' answers.</summary>
    public DataFile? Templates { get; init; }

    /// <summary>How number sequences are asked for, with a system prompt that the rows do not keep; for numbers, and alone.</summary>
    public DataFile? Prompts { get; init; }

    /// <summary>Who says whether the flaw is there.</summary>
    public FlawJudgeSpec? Judge { get; init; }

    /// <summary>Answers asked for at one place of the grid before another place is taken. More keeps the grid even; fewer spends less on tasks the model cannot do.</summary>
    public int Attempts { get; init; } = 3;

    public double Temperature { get; init; } = 1;

    /// <summary>Longest answer; one that is cut off is rejected.</summary>
    public int MaxTokens { get; init; } = 1000;

    /// <summary>Every file it names.</summary>
    public IEnumerable<DataFile> Files() => new[] { Tasks, Templates, Prompts }.OfType<DataFile>();

    /// <summary>The same with each path replaced.</summary>
    public GenerateSpec WithPaths(Func<string, string> path) => this with { Tasks = Tasks?.Moved(path), Templates = Templates?.Moved(path), Prompts = Prompts?.Moved(path) };
}
