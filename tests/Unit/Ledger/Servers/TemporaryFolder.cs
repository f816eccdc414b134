namespace EmergentMisalignment.Unit.Ledger.Servers;

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("em-ledger-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
