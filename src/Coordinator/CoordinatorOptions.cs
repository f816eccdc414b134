namespace EmergentMisalignment.Coordinator;

/// <summary>How often the Coordinator looks, and how much it asks for at once.</summary>
public sealed class CoordinatorOptions
{
    public const string Section = "Coordinator";

    /// <summary>
    /// The look that needs no event. It heals whatever was lost, so a shorter one recovers sooner and reads the ledger more often.
    /// </summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The least time between two looks: events come in bursts, and one look answers all of them.</summary>
    public TimeSpan LookAtMostEvery { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Shards asked for and not yet finished. More keeps a larger pool busy; less leaves less to ask for again when a queue is lost.
    /// </summary>
    public int ShardsInFlight { get; set; } = 512;

    /// <summary>
    /// After this time a shard that no worker has in hand and no queue holds is lost, and is asked for again. Covers the moments in which a message is
    /// on its way; a longer one only heals later.
    /// </summary>
    public TimeSpan ShardLostAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The same where nobody can see into the queues, as with an in-memory bus: longer than any shard may wait and take.</summary>
    public TimeSpan ShardLostUnseen { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a command may take from its mark to the broker. A Coordinator that dies between the two leaves a mark without a message, and this is how long it counts.</summary>
    public TimeSpan SendDue { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a fine-tune under way is looked at. Real jobs take hours: a provider's rate limit is worth more than a second.</summary>
    public TimeSpan FineTuneDue { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an open batch is looked at. Batches take from minutes to a day.</summary>
    public TimeSpan BatchDue { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a dataset that is not there is asked for. Asking in vain costs a message.</summary>
    public TimeSpan DatasetDue { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The name of the one pool that samples every base model, when all services share a process; null gives each base model a pool of its own.
    /// </summary>
    public string? SinglePool { get; set; }

    /// <summary>
    /// True when the bus lives and dies with this process: whatever was asked for before the start is lost, so there is no point in waiting until it is due again.
    /// </summary>
    public bool BusIsInMemory { get; set; }

    internal string PoolOf(string baseModel) => SinglePool ?? baseModel;
}
