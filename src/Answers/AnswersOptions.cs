namespace EmergentMisalignment.Answers;

/// <summary>What finding answers may take of the machine.</summary>
public sealed class AnswersOptions
{
    public const string Section = "Answers";

    /// <summary>Memory that DuckDB may use, in megabytes. A million answers take about 30 for as long as somebody looks at them, and twice that while they are read.</summary>
    public int MemoryMegabytes { get; set; } = 200;

    /// <summary>Threads that one question may use. More answer sooner, and leave less to whatever else runs here.</summary>
    public int Threads { get; set; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>
    /// Where the texts lie in the form that they are searched in; null for a folder of this user's temporary files. Everything in it can be made again, at the cost
    /// of a few seconds for a million answers: a folder that outlives the process saves those.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// What that folder may hold, in megabytes; what was not asked for longest goes first. A million answers of 350 characters take 700. Less than a sweep needs
    /// has its texts made again at every search.
    /// </summary>
    public long FolderMegabytes { get; set; } = 8192;

    /// <summary>Answers that are kept at hand, over all sweeps that are looked at; the sweep that was not asked for longest goes first.</summary>
    public int MostAnswersAtHand { get; set; } = 4_000_000;

    /// <summary>How often the ledger is asked whether more of a sweep's runs are archived. A look reads the records of all its cells.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);
}
