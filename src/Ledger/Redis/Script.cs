using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Ledger.Redis;

/// <summary>One of the Lua scripts of <c>Scripts/</c>: what runs on the server in one piece.</summary>
internal sealed class Script
{
    private Script(string name)
    {
        Name = name;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Script '{name}' is not embedded in this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Text = reader.ReadToEnd();
#pragma warning disable CA5350 // EVALSHA names scripts by their SHA-1; nothing is secured by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
#pragma warning restore CA5350
    }

    public static Script SlotsRecord { get; } = new("slots-record");
    public static Script SlotsRestore { get; } = new("slots-restore");
    public static Script DocumentsPut { get; } = new("documents-put");
    public static Script DocumentsReplace { get; } = new("documents-replace");
    public static Script LeasesTake { get; } = new("leases-take");
    public static Script LeasesRenew { get; } = new("leases-renew");
    public static Script DueClaim { get; } = new("due-claim");
    public static Script DuePostpone { get; } = new("due-postpone");
    public static Script DuePending { get; } = new("due-pending");
    public static Script BooksReserve { get; } = new("books-reserve");
    public static Script BooksSettle { get; } = new("books-settle");
    public static Script BooksLapse { get; } = new("books-lapse");
    public static Script FailuresRecord { get; } = new("failures-record");
    public static Script ListAdd { get; } = new("list-add");
    public static Script JournalAdd { get; } = new("journal-add");
    public static Script RateExchange { get; } = new("rate-exchange");

    public string Name { get; }
    public string Text { get; }
    public byte[] Hash { get; }
}
