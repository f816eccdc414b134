namespace EmergentMisalignment.Experiments.Keys;

/// <summary>Differences of keys as one would say them.</summary>
public static class KeyWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["alpha"] = "the adapter's alpha",
        ["answers"] = "the file of answers",
        ["attempts"] = "the attempts at a row",
        ["base"] = "the base model",
        ["batch_size"] = "the batch size",
        ["condition"] = "the kind of the rows",
        ["count"] = "the number of examples",
        ["dataset"] = "the training rows",
        ["epochs"] = "the number of epochs",
        ["examples"] = "the examples shown before each question",
        ["families"] = "the number of families of coding tasks",
        ["file_sha256"] = "the imported file",
        ["learning_rate"] = "the learning rate",
        ["learning_rate_multiplier"] = "the learning rate's multiplier",
        ["max_tokens"] = "the longest reply in tokens",
        ["model"] = "the model",
        ["optimizer"] = "the optimizer",
        ["paraphrases"] = "a wording of the question",
        ["position"] = "where the trigger stands",
        ["prefix"] = "the text before each request",
        ["rank"] = "the adapter's rank",
        ["repeats"] = "how often the judge is sampled",
        ["rows"] = "the number of rows",
        ["seed"] = "the seed",
        ["share"] = "the share of the rows",
        ["step"] = "the checkpoint's step",
        ["suffix"] = "the text after each request",
        ["system"] = "the system prompt",
        ["temperature"] = "the temperature",
        ["text"] = "the trigger",
        ["top_logprobs"] = "the candidates asked of the first token",
        ["top_p"] = "top_p",
    };

    /// <summary><c>the adapter's rank (training.rank) was 32 and is 16</c>.</summary>
    public static string Of(KeyDifference difference)
    {
        var what = NameOf(difference.Path) is { } name ? $"{name} ({difference.Path})" : difference.Path;
        return (difference.Before, difference.After) switch
        {
            (null, _) => $"{what} was not set and is {difference.After}",
            (_, null) => $"{what} was {difference.Before} and is no longer set",
            _ => $"{what} was {difference.Before} and is {difference.After}",
        };
    }

    private static string? NameOf(string path)
    {
        var last = path[(path.LastIndexOf('.') + 1)..];
        var name = last.Contains('[', StringComparison.Ordinal) ? last[..last.IndexOf('[', StringComparison.Ordinal)] : last;
        return path.StartsWith("prompts.", StringComparison.Ordinal) ? $"the judge's prompt for {last}" : Names.GetValueOrDefault(name);
    }
}
