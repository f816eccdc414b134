using System.Security.Claims;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Audit;

/// <summary>
/// Remembers who did what: the latest of it in the ledger, all of it in the log. Names and outcomes only. Whoever is not known is in the log alone, so that a stranger
/// cannot push out what others did.
/// </summary>
internal sealed partial class AuditTrail(Journal journal, TimeProvider time, IOptions<ConsoleOptions> options, ILogger<AuditTrail> logger)
{
    private const int LongestName = 200;

    /// <param name="who">Who asked.</param>
    /// <param name="action">What for, such as <c>submit</c>.</param>
    /// <param name="on">The name of what it was done to; null for none.</param>
    /// <param name="status">The HTTP status of the answer, or what it would be.</param>
    public async Task RecordAsync(ClaimsPrincipal who, string action, string? on, int status)
    {
        var record = new AuditRecord { At = time.GetUtcNow(), Who = Identities.Name(who), By = who.Identity?.AuthenticationType ?? "", Action = action, On = Clean(on), Status = status };
        LogAct(record.Who, record.Action, record.On ?? "", record.Status);
        if (who.Identity is not { IsAuthenticated: true })
            return;

        try
        {
            await journal.AddAsync(LedgerKeys.Audit, record, LedgerJson.Default.AuditRecord, options.Value.AuditEntries);
        }
        catch (LedgerException exception)
        {
            // It is done, and the log has it.
            LogNotKept(exception);
        }
    }

    public async Task<AuditPage> ReadAsync(int skip, int limit, CancellationToken cancellation)
    {
        var (entries, total) = await journal.ReadAsync(LedgerKeys.Audit, skip, limit, LedgerJson.Default.AuditRecord, cancellation);
        return new AuditPage(entries, total, skip + entries.Count < total ? skip + entries.Count : null);
    }

    /// <summary>A name may be anything that a caller sent: a line of its own in the log is none of it.</summary>
    private static string? Clean(string? name) => name is null ? null : string.Concat(name.Take(LongestName).Select(letter => char.IsControl(letter) ? ' ' : letter));
}
