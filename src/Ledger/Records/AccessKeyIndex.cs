namespace EmergentMisalignment.Ledger.Records;

/// <summary>The keys of a Console, in the order in which they were made. One document: there are dozens of them, and a name must be taken once only.</summary>
public sealed record AccessKeyIndex(IReadOnlyList<AccessKeyRecord> Keys)
{
    public const string Key = "access-keys";

    public static AccessKeyIndex Empty { get; } = new([]);

    public AccessKeyRecord? Named(string name) => Keys.FirstOrDefault(key => key.Name == name);

    public AccessKeyRecord? Hashed(string sha256) => Keys.FirstOrDefault(key => key.Sha256 == sha256);
}
