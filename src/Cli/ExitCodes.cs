namespace EmergentMisalignment.Cli;

/// <summary>Exit codes, the same for every command; README lists them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command ran and its answer is no: a sweep with missing cells, a judge that does not agree.</summary>
    public const int Failed = 1;

    /// <summary>The input is wrong: nothing was started and nothing written.</summary>
    public const int BadInput = 2;

    /// <summary>The surroundings are wrong: a full disk, a folder in use, an endpoint that does not answer.</summary>
    public const int Unavailable = 3;

    /// <summary>Stopped by Ctrl-C; the same command goes on from there.</summary>
    public const int Cancelled = 130;
}
