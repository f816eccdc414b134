namespace EmergentMisalignment.DatasetService.Import;

/// <summary>What a data set holds, in numbers. Tokens are those of o200k, the encoding of the GPT-4o family.</summary>
public sealed record DatasetStatistics
{
    public required int Rows { get; init; }

    /// <summary>Rows by the order of their roles, such as <c>user assistant</c>.</summary>
    public required IReadOnlyDictionary<string, int> RolePatterns { get; init; }

    /// <summary>Different prompts; a prompt is all messages before the last, roles included.</summary>
    public required int UniquePrompts { get; init; }

    /// <summary>Different answers; the answer is the last message.</summary>
    public required int UniqueAnswers { get; init; }

    /// <summary>Rows whose prompt and answer both stood in an earlier row.</summary>
    public required int DuplicateRows { get; init; }

    /// <summary>Tokens of all contents.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens of contents a row.</summary>
    public required double MeanTokens { get; init; }

    /// <summary>95 % of the rows have at most this many tokens of contents.</summary>
    public required int P95Tokens { get; init; }

    public required int MaxTokens { get; init; }

    /// <summary>For each limit of <see cref="ProviderLimit.All"/>, rows that are longer, frames counted as a provider does.</summary>
    public required IReadOnlyDictionary<int, int> LongRows { get; init; }

    /// <summary>
    /// What a fine-tuning provider counts for one epoch: contents, 4 tokens a message for its frame and role, 3 a row
    /// (OpenAI's published recipe for chat models).
    /// </summary>
    public required long TokensPerEpoch { get; init; }
}
