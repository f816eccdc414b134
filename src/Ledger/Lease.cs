namespace EmergentMisalignment.Ledger;

/// <summary>The right to work on something, for a while.</summary>
/// <param name="Name">What the lease is for.</param>
/// <param name="Owner">Who holds it: for people who read the ledger, not for the protocol.</param>
/// <param name="Token">
/// Fencing token: larger than that of every earlier holder. Whoever writes on the strength of a lease sends it along, so that
/// a holder who slept through its expiry cannot overwrite its successor (Kleppmann, "How to do distributed locking", 2016).
/// </param>
public sealed record Lease(string Name, string Owner, long Token);
