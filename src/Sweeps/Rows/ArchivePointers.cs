using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Rows;

public static class ArchivePointers
{
    /// <summary>Has a pointer name an archive. Pointers move to as many rows or more, never to fewer: another sweep may have archived more of the same cell.</summary>
    public static async Task PointAsync(this Documents documents, string key, ArchiveRecord archive, CancellationToken cancellation)
    {
        while (true)
        {
            var current = await documents.GetVersionedAsync(key, LedgerJson.Default.ArchiveRecord, cancellation);
            if (current is not null && current.Value.Rows > archive.Rows)
                return;

            if (await documents.TryReplaceAsync(key, archive, current?.Version ?? 0, LedgerJson.Default.ArchiveRecord, cancellation))
                return;
        }
    }
}
