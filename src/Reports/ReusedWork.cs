namespace EmergentMisalignment.Reports;

/// <summary>How much of one kind of work was found done: for example <c>("fine-tuned models", 18, 3, "same dataset, base, settings and seed")</c>.</summary>
/// <param name="What">The kind of work, a plural noun.</param>
/// <param name="Reused">Pieces found done.</param>
/// <param name="Computed">Pieces done by this execution.</param>
/// <param name="Why">Why the reused pieces are the same ones, or why the others were not.</param>
public sealed record ReusedWork(string What, long Reused, long Computed, string Why);
