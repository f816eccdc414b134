namespace EmergentMisalignment.Tests.Shared;

/// <summary>Servers that tests start but do not bring with them.</summary>
internal static class OnPath
{
    public static string? Find(string program, params IEnumerable<string> first) => first
        .Concat(Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where something is missing; on a build server (CI=true) that is a failure, since nobody reads there what was skipped.</summary>
    public static void SkipWhen(string? missing)
    {
        if (missing is null)
            return;

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.Skip(missing);
    }
}
