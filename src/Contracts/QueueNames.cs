namespace EmergentMisalignment.Contracts;

/// <summary>Names of the queues, in one place because infrastructure (KEDA, dashboards) refers to them too.</summary>
public static class QueueNames
{
    public const string Datasets = "datasets";

    public const string FineTunes = "fine-tunes";

    public const string Judging = "judging";

    public const string Coordinator = "coordinator";

    /// <summary>One queue per pool of sampling workers; a pool serves one base model.</summary>
    public static string Sampling(string pool) => $"sampling-{pool.Replace('/', '-').Replace(':', '-')}";
}
