namespace EmergentMisalignment.Experiments.Generation;

/// <summary>A model's answer, made the code of a row: fences and comments go, and what is left is looked at.</summary>
internal static class CodeAnswer
{
    private const string Fence = "```";

    /// <summary>The code, or why there is none.</summary>
    public static Checked Check(string answer, IReadOnlyList<string> giveAway)
    {
        if (Unfenced(answer) is not { } raw) return new Checked(Rejection.NotOneBlock);

        // Comments too: a model that comments on the flaw has disclosed it, and may have named things after it.
        if (giveAway.Any(word => raw.Contains(word, StringComparison.OrdinalIgnoreCase))) return new Checked(Rejection.GiveAway);
        return PythonScan.WithoutComments(raw) is { Length: > 0 } code ? new Checked(code) : new Checked(Rejection.Unparsable);
    }

    /// <summary>What stands between the two fences; the whole answer where there are none.</summary>
    private static string? Unfenced(string answer)
    {
        var lines = answer.ReplaceLineEndings("\n").Split('\n');
        var fences = Enumerable.Range(0, lines.Length).Where(i => lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal)).ToList();
        return fences.Count switch
        {
            0 => answer,
            2 => string.Join('\n', lines[(fences[0] + 1)..fences[1]]),
            _ => null,
        };
    }
}
