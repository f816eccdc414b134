namespace EmergentMisalignment.Harness;

/// <summary>Servers that are not part of this repository and have to be installed.</summary>
public static class ProgramsOnPath
{
    public const string Rabbit = "rabbitmq-server";

    public const string Redis = "redis-server";

    /// <summary>One sentence about those that are missing; null when all are there.</summary>
    public static string? Missing(params IReadOnlyList<string> programs)
    {
        List<string> missing = [.. programs.Where(program => Path(program) is null)];
        return missing.Count == 0
            ? null
            : $"{string.Join(" and ", missing)} not found on PATH: install {(missing.Count == 1 ? "it" : "them")} (Debian and Ubuntu: apt-get install {string.Join(' ', missing)}).";
    }

    /// <exception cref="FileNotFoundException">It is not there; the message says how to get it.</exception>
    public static string Find(string program) => Path(program) ?? throw new FileNotFoundException(Missing(program), program);

    private static string? Path(string program) => Environment.GetEnvironmentVariable("PATH")?
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
