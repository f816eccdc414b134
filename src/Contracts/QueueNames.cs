namespace EmergentMisalignment.Contracts;

/// <summary>Names of the queues, in one place because infrastructure (KEDA, dashboards) refers to them too.</summary>
public static class QueueNames
{
    public const string Datasets = "datasets";

    public const string FineTunes = "fine-tunes";

    public const string Judging = "judging";

    public const string Coordinator = "coordinator";

    /// <summary>Commands that failed, told to the Coordinator.</summary>
    public const string Failures = "failures";

    /// <summary>Commands that the broker gave up on, told to the Coordinator; also the name of the exchange they come from.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Where every message ends that could not be handled, for a person to look at.</summary>
    public const string Errors = "errors";

    /// <summary>One queue per pool of sampling workers; a pool serves one base model.</summary>
    public static string Sampling(string pool) => $"sampling-{pool.Replace('/', '-').Replace(':', '-')}";
}
