using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Audit;

/// <summary>Some of what was done, the latest first.</summary>
/// <param name="Entries">Who did what, and how it went.</param>
/// <param name="Total">How many there are; older ones are in the Console's log.</param>
/// <param name="Next">Pass this as <c>skip</c> to get the next page; absent on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Entries, long Total, int? Next);
