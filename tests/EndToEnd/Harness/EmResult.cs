namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>How one <c>em</c> ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Elapsed">From start to end, the runtime's own start included.</param>
/// <param name="PeakMemory">Largest working set seen, in bytes; 0 where the system does not tell.</param>
internal sealed record EmResult(int ExitCode, string Output, string Errors, TimeSpan Elapsed, long PeakMemory)
{
    public EmResult ShouldSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Errors}");
        Assert.Equal("", Errors);
        return this;
    }

    /// <summary>Refused in one sentence on standard error that holds all of <paramref name="parts"/>, and no stack trace anywhere.</summary>
    public void ShouldRefuse(int exitCode, params string[] parts)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}\n{Output}\n{Errors}");
        var sentences = Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(sentences.Length == 1, Errors);
        var sentence = sentences[0];
        Assert.StartsWith("error: ", sentence);
        Assert.EndsWith(".", sentence);
        Assert.DoesNotContain("   at ", Output + Errors);
        foreach (var part in parts)
            Assert.Contains(part, sentence);
    }
}
