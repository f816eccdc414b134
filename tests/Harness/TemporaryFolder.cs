namespace EmergentMisalignment.Harness;

/// <summary>A folder that is gone when its owner is.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-");

    public TemporaryFolder()
    {
        // Debian starts RabbitMQ as a user of its own, which must get in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
    }

    public string Of(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
